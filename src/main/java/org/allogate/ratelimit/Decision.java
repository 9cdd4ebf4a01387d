package org.allogate.ratelimit;

import java.util.Comparator;
import java.util.List;

/**
 * The answer to one attempt: facts alone, so that any backend can give it.
 *
 * @param admitted whether the attempt was admitted, and charged to every policy; a refused one is
 *     charged to none
 * @param policies the policies asked, 1 to 4
 * @param policy the one of them nearest to refusing: after an admission the one with the fewest
 *     units left (of several the longest window); after a refusal, of those that refused, the one
 *     with the longest window
 * @param remaining units left under {@code policy} after this attempt, 0 to its limit
 * @param emptyAtMillis when the window of {@code policy} counts nothing any more if nothing else is
 *     admitted, in milliseconds since 1970; the time of the attempt when it counts nothing
 * @param known whether anything was counted; when not, {@code remaining} and {@code emptyAtMillis}
 *     say nothing and {@code policy} is the one with the shortest window
 */
public record Decision(
    boolean admitted,
    List<Policy> policies,
    Policy policy,
    int remaining,
    long emptyAtMillis,
    boolean known) {
  /** Keeps a copy of the policies. */
  public Decision {
    policies = List.copyOf(policies);
  }

  /** One that was counted. */
  Decision(
      boolean admitted, List<Policy> policies, Policy policy, int remaining, long emptyAtMillis) {
    this(admitted, policies, policy, remaining, emptyAtMillis, true);
  }

  /** One that was made without knowing what has been counted. */
  static Decision unknown(boolean admitted, List<Policy> policies) {
    Policy.requireCount(policies);
    Policy shortest =
        policies.stream().min(Comparator.comparingInt(Policy::windowSeconds)).orElseThrow();
    return new Decision(admitted, policies, shortest, 0, 0, false);
  }

  /**
   * The full window of {@link #policy()}, in seconds. Units may be free sooner, and the last ones
   * up to 1/60 of the window later. Where nothing is known it is the shortest window: nothing says
   * that a longer one is used up, and what is away comes back sooner.
   */
  public int retryAfterSeconds() {
    return policy.windowSeconds();
  }
}
