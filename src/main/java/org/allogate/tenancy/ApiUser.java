package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The service account behind the keys of an organization, or of the tenant itself. */
@Entity
@Table(name = "api_user")
public class ApiUser {
  @Id private UUID id;

  @Column(name = "tenant_id")
  private UUID tenantId;

  @Column(name = "organization_id")
  private UUID organizationId;

  /** The organization, else the tenant. */
  @Column(insertable = false, updatable = false)
  private UUID owner;

  private String email;
  private boolean active = true;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected ApiUser() {}

  /**
   * A new, active service account.
   *
   * @param organizationId null for the tenant's own
   */
  public ApiUser(UUID id, UUID tenantId, UUID organizationId, String email, Instant createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.organizationId = organizationId;
    this.email = email;
    this.createdAt = createdAt;
  }
}
