package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class EvenTimeTest {
  private static final long FLOOR = Duration.ofMillis(10).toNanos();

  private final List<Long> pauses = new ArrayList<>();
  private long now = Long.MAX_VALUE - FLOOR / 2;

  @Test
  void waitsForWhatIsLeftOfTheFloor() {
    EvenTime evenTime = evenTime(nanos -> now += nanos);
    long began = now;
    now += 3_000_000;
    evenTime.await(began);
    assertThat(pauses).containsExactly(FLOOR - 3_000_000);
    assertThat(now - began).isEqualTo(FLOOR);
  }

  @Test
  void waitsAgainWhenItIsWokenTooEarly() {
    EvenTime evenTime = evenTime(nanos -> now += Math.max(1, nanos / 2));
    long began = now;
    evenTime.await(began);
    assertThat(pauses).hasSizeGreaterThan(10).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(now - began).isEqualTo(FLOOR);
  }

  @Test
  void doesNotWaitPastTheFloor() {
    EvenTime evenTime = evenTime(nanos -> now += nanos);
    evenTime.await(now - FLOOR);
    evenTime.await(now - 2 * FLOOR);
    assertThat(pauses).isEmpty();
  }

  @Test
  void lets32WaitAtOnceAndNoMore() {
    EvenTime[] self = new EvenTime[1];
    int[] arrivals = {0};
    self[0] =
        evenTime(
            nanos -> {
              if (arrivals[0] < 100) {
                arrivals[0]++;
                self[0].await(now);
              }
              now += nanos;
            });
    self[0].await(now);
    assertThat(EvenTime.MOST_WAITING).isEqualTo(32);
    assertThat(arrivals[0]).isGreaterThanOrEqualTo(32);
    assertThat(deepest).isEqualTo(32);
  }

  @Test
  void hasItsPlacesBackAfterEveryWait() {
    EvenTime evenTime = evenTime(nanos -> now += nanos);
    for (int i = 0; i < 1_000; i++) {
      evenTime.await(now);
    }
    assertThat(pauses).hasSize(1_000);
  }

  @Test
  void stopsWaitingWhenItsThreadIsInterrupted() {
    EvenTime evenTime = evenTime(nanos -> Thread.currentThread().interrupt());
    evenTime.await(now);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(pauses).hasSize(1);
  }

  private int depth;
  private int deepest;

  private EvenTime evenTime(LongConsumer pause) {
    return new EvenTime(
        Duration.ofNanos(FLOOR),
        () -> now,
        nanos -> {
          pauses.add(nanos);
          depth++;
          deepest = Math.max(deepest, depth);
          pause.accept(nanos);
          depth--;
        });
  }
}
