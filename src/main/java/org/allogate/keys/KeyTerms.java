package org.allogate.keys;

import java.time.Instant;
import java.util.List;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Network;

/**
 * What is chosen about a key and can be chosen anew while it is active.
 *
 * @param name 3 to 128 characters
 * @param scopes at least one
 * @param tier null for the tenant's
 * @param ratePolicy 1 to 4 policies that override the tier, or none
 * @param allowedAddresses client networks that may use it; none means all
 * @param expiresAt null for a key without an end
 */
public record KeyTerms(
    String name,
    Scopes scopes,
    Tier tier,
    List<Policy> ratePolicy,
    List<Network> allowedAddresses,
    Instant expiresAt) {
  /** Copies the lists. */
  public KeyTerms {
    ratePolicy = List.copyOf(ratePolicy);
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** The same with another end. */
  public KeyTerms until(Instant end) {
    return new KeyTerms(name, scopes, tier, ratePolicy, allowedAddresses, end);
  }

  /** The same with other scopes. */
  public KeyTerms with(Scopes others) {
    return new KeyTerms(name, others, tier, ratePolicy, allowedAddresses, expiresAt);
  }

  /** The same under other limits. */
  public KeyTerms under(Tier otherTier, List<Policy> otherPolicy) {
    return new KeyTerms(name, scopes, otherTier, otherPolicy, allowedAddresses, expiresAt);
  }
}
