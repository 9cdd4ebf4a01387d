package org.allogate.apikeys;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.allogate.keys.ApiKey;
import org.allogate.ratelimit.Tier;
import org.allogate.tenancy.KeyPolicy;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;

/**
 * Who keys belong to, and what holds for them; its row is the lock under which they change.
 *
 * @param organization null for the tenant itself
 * @param email where its service account is reached; null for the tenant itself
 * @param tier of keys without one of their own
 * @param maxActiveKeys most keys in force
 * @param lifetimeDays default and longest life of a key; null for keys without an end
 * @param renewWithinDays how near its end a used key gets a successor; null for none
 * @param revealable whether keys are kept to be looked at again
 */
record KeyOwner(
    UUID tenant,
    UUID organization,
    String email,
    Tier tier,
    int maxActiveKeys,
    Integer lifetimeDays,
    Integer renewWithinDays,
    boolean revealable) {
  /** Keys of a tenant are made by its owners in person: this only keeps them countable. */
  private static final int MOST_OF_TENANT = 100;

  static KeyOwner of(Tenant tenant) {
    return new KeyOwner(tenant.id(), null, null, tier(tenant), MOST_OF_TENANT, null, null, false);
  }

  static KeyOwner of(Tenant tenant, Organization organization) {
    KeyPolicy policy = organization.keyPolicy();
    return new KeyOwner(
        tenant.id(),
        organization.id(),
        organization.email(),
        tier(tenant),
        policy.maxActiveKeys() == null ? tenant.maxActiveKeys() : policy.maxActiveKeys(),
        policy.lifetimeDays(),
        policy.renewWithinDays(),
        policy.revealable());
  }

  /** The id of the organization, else of the tenant. */
  UUID id() {
    return organization == null ? tenant : organization;
  }

  private static Tier tier(Tenant tenant) {
    return Tier.byName(tenant.defaultTier()).orElse(Tier.STANDARD);
  }

  /** The latest end a key made or changed now may have; null for any. */
  Instant latestEnd(Instant now) {
    return lifetimeDays == null ? null : now.plus(Duration.ofDays(lifetimeDays));
  }

  /** The end of a key that takes the place of another: by the policy, else as long a life. */
  Instant endOfSuccessor(ApiKey predecessor, Instant now) {
    if (lifetimeDays != null) {
      return latestEnd(now);
    }
    Instant end =
        predecessor.replacedAt() == null ? predecessor.expiresAt() : predecessor.fullExpiresAt();
    if (end == null) {
      return null;
    }
    Instant asLong = now.plus(Duration.between(predecessor.createdAt(), end));
    return asLong.isAfter(KeyBodies.LAST_END) ? KeyBodies.LAST_END : asLong;
  }
}
