package org.allogate.dispatch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again. */
final class Schedule {
  /** How often a delivery is tried at all. */
  static final int TRIES = 8;

  /** The most that a {@code Retry-After} is heeded. */
  static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** After the first failure, the second and so on. */
  static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  private static final int MAX_DIGITS = 9;
  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  Schedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long to wait: as the schedule says and up to a tenth longer, or as the receiver asks, if
   * that is more.
   *
   * @param triesLeft 1 to {@link #TRIES} - 1
   * @param retryAfter the header in either form (RFC 9110, 10.2.3); null or anything else is as
   *     none
   */
  Duration wait(int triesLeft, String retryAfter, Instant now) {
    Duration planned = WAITS.get(TRIES - 1 - Math.min(TRIES - 1, triesLeft));
    Duration jittered =
        planned.plusMillis((long) (random.nextDouble() * JITTER * planned.toMillis()));
    Duration asked = asked(retryAfter, now);
    return asked.compareTo(jittered) > 0 ? asked : jittered;
  }

  private static Duration asked(String retryAfter, Instant now) {
    if (retryAfter == null) {
      return Duration.ZERO;
    }
    Duration asked = isSeconds(retryAfter.strip()) ? seconds(retryAfter) : until(retryAfter, now);
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  private static boolean isSeconds(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration seconds(String text) {
    String digits = text.strip();
    return digits.length() > MAX_DIGITS
        ? LONGEST_ASKED
        : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Duration until(String date, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
