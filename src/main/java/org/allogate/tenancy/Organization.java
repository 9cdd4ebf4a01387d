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

  @Column(name = "max_active_keys")
  private Integer maxActiveKeys;

  @Column(name = "lifetime_days")
  private Integer lifetimeDays;

  @Column(name = "renew_within_days")
  private Integer renewWithinDays;

  private boolean revealable;

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

  /** The id. */
  public UUID id() {
    return id;
  }

  /** The tenant. */
  public UUID tenantId() {
    return tenantId;
  }

  /** Where to write to. */
  public String email() {
    return email;
  }

  /** The policy of its keys, before the tenant's defaults. */
  public KeyPolicy keyPolicy() {
    return new KeyPolicy(maxActiveKeys, lifetimeDays, renewWithinDays, revealable);
  }
}
