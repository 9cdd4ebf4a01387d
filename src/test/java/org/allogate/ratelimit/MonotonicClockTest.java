package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
  private static final Instant START = Instant.parse("2026-05-01T12:00:00.250Z");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final MonotonicClock clock = new MonotonicClock(START, nanos::get);

  @Test
  void startsAtTheWallTime() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.millis()).isEqualTo(START.toEpochMilli());
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void runsWithTheNanosecondsEvenWhereTheyOverflow() {
    nanos.addAndGet(1_500_000_000);
    assertThat(clock.instant()).isEqualTo(START.plusMillis(1_500));
    assertThat(clock.millis()).isEqualTo(START.plusMillis(1_500).toEpochMilli());
  }

  @Test
  void keepsItsTimeInAnotherZone() {
    nanos.addAndGet(1_000_000);
    Clock there = clock.withZone(ZoneId.of("Europe/Paris"));
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(there.millis()).isEqualTo(clock.millis());
  }

  @Test
  void neverRunsBack() {
    Clock real = new MonotonicClock();
    long latest = real.millis();
    for (int i = 0; i < 10_000; i++) {
      long now = real.millis();
      assertThat(now).isGreaterThanOrEqualTo(latest);
      latest = now;
    }
  }
}
