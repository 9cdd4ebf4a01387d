package org.allogate.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The lengths of time that usage is counted by, each in a table of its own. */
enum Granularity {
  /** By the minute, for two days. */
  MINUTE("minute", Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(48)),
  /** By the hour, for a quarter. */
  HOUR("hour", Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(90)),
  /** By the day of UTC, for two years. */
  DAY("day", Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(731));

  private final String wireName;
  private final long seconds;
  private final Duration usual;
  private final Duration kept;

  Granularity(String wireName, Duration step, Duration usual, Duration kept) {
    this.wireName = wireName;
    this.seconds = step.toSeconds();
    this.usual = usual;
    this.kept = kept;
  }

  /** The granularity of a name. */
  static Optional<Granularity> byName(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(name)).findAny();
  }

  /** The table of its rows. */
  String table() {
    return "usage_" + wireName;
  }

  /** How long one of it is. */
  Duration step() {
    return Duration.ofSeconds(seconds);
  }

  /** The length of a range where only one end is said, or none. */
  Duration usual() {
    return usual;
  }

  /** How long its rows are kept; no range is longer. */
  Duration kept() {
    return kept;
  }

  /** The beginning of the one that an instant is in, both in seconds since 1970. */
  long start(long second) {
    return Math.floorDiv(second, seconds) * seconds;
  }

  /** The beginning of the one that an instant is in. */
  Instant start(Instant instant) {
    return Instant.ofEpochSecond(start(instant.getEpochSecond()));
  }

  /** The first beginning that is not before an instant. */
  Instant end(Instant instant) {
    Instant start = start(instant);
    return start.equals(instant) ? start : start.plusSeconds(seconds);
  }
}
