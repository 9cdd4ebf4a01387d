package org.allogate.apikeys;

import java.util.List;
import org.allogate.access.Caller;
import org.allogate.keys.KeyTerms;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;

/**
 * What a caller may give: nobody gives more than they hold.
 *
 * @param scopes what the caller holds
 * @param policies what limits the caller
 * @param anyLimits whether the caller sets any tier and policy all the same
 * @param tenantKeys whether the caller makes keys of the whole tenant
 * @param liveKeys whether the caller has to do with live keys: a key for tests has not
 */
record Means(
    Scopes scopes, List<Policy> policies, boolean anyLimits, boolean tenantKeys, boolean liveKeys) {
  static Means of(Caller caller) {
    boolean keyOfTenant = caller.session().isEmpty() && caller.ofTenant();
    return new Means(
        caller.scopes(),
        caller.policies(),
        caller.isTenantOwner() || keyOfTenant,
        caller.isTenantOwner(),
        !caller.isTestKey());
  }

  /** Refuses live keys to keys that are for tests. */
  void requireEnvironment(Environment wanted) {
    if (wanted == Environment.LIVE && !liveKeys) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED, "A test key neither makes nor touches live keys.");
    }
  }

  /** Refuses scopes beyond the caller's own. */
  void requireScopes(Scopes wanted) {
    Scopes missing = scopes.missing(wanted);
    if (!missing.equals(Scopes.NONE)) {
      throw new ProblemException(
              ProblemType.INSUFFICIENT_SCOPE,
              "Nobody gives scopes they do not hold: " + String.join(", ", missing.names()))
          .with("missing_scopes", missing.names());
    }
  }

  /** Refuses keys of the whole tenant to everybody but its owners in person. */
  void requireTenantKeys() {
    if (!tenantKeys) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED,
          "Only owners of the tenant, in person, make its own keys.");
    }
  }

  /** Refuses a tier or policies that let more through than the caller's own limits. */
  void requireLimits(KeyTerms wanted, Tier otherwise) {
    if (!anyLimits && !within(limits(wanted, otherwise), policies)) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED, "Nobody gives a tier or rate policy above their own.");
    }
  }

  /** The terms under limits the caller may give: where none were chosen, its own if narrower. */
  KeyTerms limited(KeyTerms wanted, Tier otherwise, KeyTerms own) {
    boolean chosen = wanted.tier() != null || !wanted.ratePolicy().isEmpty();
    return chosen || anyLimits || within(limits(wanted, otherwise), policies)
        ? wanted
        : wanted.under(own.tier(), own.ratePolicy());
  }

  private static List<Policy> limits(KeyTerms terms, Tier otherwise) {
    if (!terms.ratePolicy().isEmpty()) {
      return terms.ratePolicy();
    }
    return (terms.tier() == null ? otherwise : terms.tier()).policies();
  }

  /** Whether whatever the inner policies admit, the outer ones admit, too. */
  static boolean within(List<Policy> inner, List<Policy> outer) {
    return outer.stream().allMatch(bound -> inner.stream().anyMatch(it -> within(it, bound)));
  }

  // In a window of the bound lie at most so many windows of the policy, the last one in part.
  private static boolean within(Policy policy, Policy bound) {
    long windows = -Math.floorDiv(-bound.windowSeconds(), policy.windowSeconds());
    return windows * policy.limit() <= bound.limit();
  }
}
