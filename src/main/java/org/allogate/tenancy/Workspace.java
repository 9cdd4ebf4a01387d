package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.allogate.surface.Environment;

/** An organization in one environment; every business row belongs to exactly one. */
@Entity
@Table(name = "workspace")
public class Workspace {
  @Id private UUID id;

  @Column(name = "organization_id")
  private UUID organizationId;

  @Enumerated(EnumType.STRING)
  private Environment environment;

  /** For Hibernate. */
  protected Workspace() {}

  /** The workspace of an organization in an environment. */
  public Workspace(UUID id, UUID organizationId, Environment environment) {
    this.id = id;
    this.organizationId = organizationId;
    this.environment = environment;
  }

  /** The id. */
  public UUID id() {
    return id;
  }
}
