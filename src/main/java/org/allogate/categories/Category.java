package org.allogate.categories;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A shelf of a store. */
@Entity
@Table(name = "category")
public class Category {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;

  /** For Hibernate. */
  protected Category() {}

  /** A new category; its name is unique in the workspace ignoring case. */
  public Category(UUID id, UUID workspaceId, String name) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.name = name;
  }
}
