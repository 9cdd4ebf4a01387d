package org.allogate.ratelimit;

/**
 * One rate policy: at most {@code limit} units in any {@code windowSeconds}.
 *
 * @param limit units, 1 to 1,000,000
 * @param windowSeconds length of the window in seconds, 1 to 86,400
 */
public record Policy(int limit, int windowSeconds) {
  /** The largest limit a policy may have, in units. */
  public static final int MAX_LIMIT = 1_000_000;

  /** The longest window a policy may have, in seconds: one day. */
  public static final int MAX_WINDOW_SECONDS = 86_400;

  /** Refuses figures outside the bounds with an {@link IllegalArgumentException}. */
  public Policy {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
    if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS) {
      throw new IllegalArgumentException(
          "windowSeconds must be 1 to " + MAX_WINDOW_SECONDS + ": " + windowSeconds);
    }
  }

  /** The form of the {@code RateLimit-Policy} header: {@code 60;w=60}. */
  @Override
  public String toString() {
    return limit + ";w=" + windowSeconds;
  }
}
