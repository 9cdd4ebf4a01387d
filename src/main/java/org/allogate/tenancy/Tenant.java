package org.allogate.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A customer of the platform: owns organizations, holds the credits and the default tier. Written
 * only in the columns that changed.
 */
@Entity
@DynamicUpdate
@Table(name = "tenant")
public class Tenant {
  /** How many keys an organization may have in force where nobody says otherwise. */
  public static final int MAX_ACTIVE_KEYS = 5;

  @Id private UUID id;

  private String name;
  private boolean active = true;

  @Column(name = "default_tier")
  private String defaultTier = "standard";

  private long credits;

  @Column(name = "max_active_keys")
  private int maxActiveKeys = MAX_ACTIVE_KEYS;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected Tenant() {}

  /**
   * A new, active tenant of the standard tier.
   *
   * @param credits what it may spend at first; from then on they change by SQL alone
   */
  public Tenant(UUID id, String name, long credits, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.credits = credits;
    this.createdAt = createdAt;
  }

  /** Changes what its owners can choose about it. */
  public void become(TenantTerms terms) {
    name = terms.name();
    active = terms.active();
    maxActiveKeys = terms.maxActiveKeys();
  }

  /** What its owners have chosen about it. */
  public TenantTerms terms() {
    return new TenantTerms(name, active, maxActiveKeys);
  }

  /** The id. */
  public UUID id() {
    return id;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The tier of keys that have none of their own. */
  public String defaultTier() {
    return defaultTier;
  }

  /** How many keys an organization may have in force unless its policy says otherwise. */
  public int maxActiveKeys() {
    return maxActiveKeys;
  }
}
