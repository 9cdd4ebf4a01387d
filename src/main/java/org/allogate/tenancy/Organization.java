package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A store or a team inside a tenant. */
@Entity
@Table(name = "organization")
public class Organization {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  private String name;
  private String email;
  private String timezone;
  private boolean active = true;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected Organization() {}

  /** A new, active organization in UTC. */
  public Organization(UUID id, UUID tenantId, String name, String email, Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.name = name;
    this.email = email;
    this.timezone = "UTC";
    this.createdAt = createdAt;
  }
}
