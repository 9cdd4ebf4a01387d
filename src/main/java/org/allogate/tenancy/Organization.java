package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A store or a team inside a tenant. Written only in the columns that changed. */
@Entity
@DynamicUpdate
@Table(name = "organization")
public class Organization {
  @Id private UUID id;

  @Column(name = "tenant_id", updatable = false)
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

  /** Changes what can be chosen about it. */
  public void become(OrganizationTerms terms) {
    name = terms.name();
    email = terms.email();
    timezone = terms.timezone();
    active = terms.active();
    maxActiveKeys = terms.keyPolicy().maxActiveKeys();
    lifetimeDays = terms.keyPolicy().lifetimeDays();
    renewWithinDays = terms.keyPolicy().renewWithinDays();
    revealable = terms.keyPolicy().revealable();
  }

  /** What is chosen about it now. */
  public OrganizationTerms terms() {
    return new OrganizationTerms(name, email, timezone, active, keyPolicy());
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

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The policy of its keys, before the tenant's defaults. */
  public KeyPolicy keyPolicy() {
    return new KeyPolicy(maxActiveKeys, lifetimeDays, renewWithinDays, revealable);
  }
}
