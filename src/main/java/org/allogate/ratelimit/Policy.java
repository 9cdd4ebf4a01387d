package org.allogate.ratelimit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The most policies a list may have. */
  public static final int MAX_POLICIES = 4;

  private static final Pattern FORM = Pattern.compile("([0-9]{1,7});w=([0-9]{1,5})");

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

  /**
   * Reads what {@link #header} writes, 1 to 4 policies, spaces around the commas being free;
   * anything else is an {@link IllegalArgumentException}.
   */
  public static List<Policy> parse(String header) {
    List<Policy> policies =
        Stream.of(header.split(",", -1)).map(String::strip).map(Policy::parseOne).toList();
    requireCount(policies);
    return policies;
  }

  /** Reads a list of exactly one policy. */
  public static Policy parseOne(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a policy: " + text);
    }
    return new Policy(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  static void requireCount(List<Policy> policies) {
    if (policies.isEmpty() || policies.size() > MAX_POLICIES) {
      throw new IllegalArgumentException(
          "policies must be 1 to " + MAX_POLICIES + ": " + policies.size());
    }
  }

  /** The value of the {@code RateLimit-Policy} header: {@code 60;w=60, 1000;w=3600}. */
  public static String header(List<Policy> policies) {
    return policies.stream().map(Policy::toString).collect(Collectors.joining(", "));
  }

  /** The form of one policy in the {@code RateLimit-Policy} header: {@code 60;w=60}. */
  @Override
  public String toString() {
    return limit + ";w=" + windowSeconds;
  }
}
