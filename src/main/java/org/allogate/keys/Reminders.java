package org.allogate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** When the owners of a key are reminded of its end. */
final class Reminders {
  // Days before the end, the earliest reminder first.
  private static final int[] DAYS = {30, 7, 1};

  private Reminders() {}

  /** The next reminder after an instant; null for none, which holds for a key without an end. */
  static Instant next(Instant end, Instant now) {
    return end == null
        ? null
        : IntStream.of(DAYS)
            .mapToObj(days -> end.minus(Duration.ofDays(days)))
            .filter(now::isBefore)
            .findFirst()
            .orElse(null);
  }
}
