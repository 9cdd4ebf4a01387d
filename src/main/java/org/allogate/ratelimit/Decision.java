package org.allogate.ratelimit;

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
 */
public record Decision(
    boolean admitted, List<Policy> policies, Policy policy, int remaining, long emptyAtMillis) {
  /** Keeps a copy of the policies. */
  public Decision {
    policies = List.copyOf(policies);
  }

  /**
   * The full window of {@link #policy()}, in seconds. Units may be free sooner, and the last ones
   * up to 1/60 of the window later.
   */
  public int retryAfterSeconds() {
    return policy.windowSeconds();
  }
}
