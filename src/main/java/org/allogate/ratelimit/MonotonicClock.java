package org.allogate.ratelimit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The wall time of its creation plus the time run since. Setting the system clock back would freeze
 * a counter, and forward would free it; this clock follows neither.
 */
final class MonotonicClock extends Clock {
  private final Instant start;
  private final long startMillis;
  private final LongSupplier nanos;
  private final long startNanos;
  private final ZoneId zone;

  /** A clock in UTC that starts now. */
  MonotonicClock() {
    this(Instant.now(), System::nanoTime);
  }

  /**
   * {@code nanos} is in nanoseconds since any moment, and may overflow, as {@link
   * System#nanoTime()} may.
   */
  MonotonicClock(Instant start, LongSupplier nanos) {
    this(start, nanos, nanos.getAsLong(), ZoneOffset.UTC);
  }

  private MonotonicClock(Instant start, LongSupplier nanos, long startNanos, ZoneId zone) {
    this.start = start;
    this.startMillis = start.toEpochMilli();
    this.nanos = nanos;
    this.startNanos = startNanos;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(elapsedNanos());
  }

  /**
   * Without the object that {@link #instant()} makes; counted from the whole millisecond of the
   * start.
   */
  @Override
  public long millis() {
    return startMillis + elapsedNanos() / 1_000_000;
  }

  private long elapsedNanos() {
    return nanos.getAsLong() - startNanos;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new MonotonicClock(start, nanos, startNanos, other);
  }
}
