package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.allogate.MovableClock;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 16;
  private static final Policy MINUTE = new Policy(5_000, 60);
  private static final List<Policy> ONE = List.of(MINUTE);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final LocalCounters<String> counters = new LocalCounters<>(clock, 100);

  @Test
  void admitsExactlyTheLimitAndAgainOnceItsWindowHasPassed() throws Exception {
    assertThat(unitsAdmitted(ONE, 1)).isEqualTo(5_000);
    clock.move(Duration.ofSeconds(60));
    assertThat(unitsAdmitted(ONE, 1)).isZero();
    clock.move(Duration.ofSeconds(1));
    assertThat(unitsAdmitted(ONE, 3)).isEqualTo(4_998);
  }

  @Test
  void chargesAllPoliciesOrNone() throws Exception {
    List<Policy> three = List.of(MINUTE, new Policy(7_000, 3_600), new Policy(9_000, 86_400));
    int[] expected = {5_000, 2_000, 0};
    for (int admitted : expected) {
      assertThat(unitsAdmitted(three, 1)).isEqualTo(admitted);
      clock.move(Duration.ofSeconds(61));
    }
    Decision day = counters.decide("subject", List.of(new Policy(9_000, 86_400)), 0);
    assertThat(day.remaining()).isEqualTo(2_000);
  }

  @Test
  void admitsExactlyTheLimitWhenTheSubjectTakesTheLastPlace() throws Exception {
    List<Policy> policy = List.of(new Policy(3, 60));
    AtomicReference<LocalCounters<String>> narrow = new AtomicReference<>();
    int[] admitted =
        admittedInPhases(
            20_000,
            () -> narrow.set(new LocalCounters<>(clock, 1)),
            () -> attempts(narrow.get(), policy, 3, 1));
    assertThat(admitted).containsOnly(3);
  }

  @Test
  void neverHasMoreThanTheLimitInAWindowWhileTheClockMoves() throws Exception {
    Policy policy = new Policy(100, 60);
    List<List<Attempt>> perThread = Threads.run(THREADS, t -> () -> whileMoving(policy, 2_000));
    List<Attempt> admitted = perThread.stream().flatMap(List::stream).toList();
    assertThat(admitted).hasSizeGreaterThan(200);
    for (Attempt first : admitted) {
      long end = first.before + 60_000;
      assertThat(admitted.stream().filter(a -> a.before >= first.before && a.after <= end).count())
          .isLessThanOrEqualTo(100);
    }
  }

  @Test
  void losesNoCountToTheSweep() throws Exception {
    List<Policy> policy = List.of(new Policy(3, 1));
    int[] admitted =
        admittedInPhases(
            20_000,
            () -> clock.move(Duration.ofSeconds(2)),
            () -> {
              counters.sweep();
              return attempts(counters, policy, 4, 1);
            });
    assertThat(admitted).containsOnly(3);
  }

  /** The units that 4 threads got admitted in each phase, all let go at once in every one. */
  private static int[] admittedInPhases(int phases, Runnable prepare, IntSupplier attempts)
      throws Exception {
    AtomicIntegerArray admitted = new AtomicIntegerArray(phases);
    CyclicBarrier phase = new CyclicBarrier(4, prepare);
    Threads.run(
        4,
        thread ->
            () -> {
              for (int i = 0; i < phases; i++) {
                phase.await();
                admitted.addAndGet(i, attempts.getAsInt());
              }
              return null;
            });
    return IntStream.range(0, phases).map(admitted::get).toArray();
  }

  private int unitsAdmitted(List<Policy> policies, int cost) throws Exception {
    return sum(Threads.run(THREADS, thread -> () -> attempts(counters, policies, 4_000, cost)));
  }

  private static int attempts(
      LocalCounters<String> counters, List<Policy> policies, int attempts, int cost) {
    int units = 0;
    for (int i = 0; i < attempts; i++) {
      units += counters.decide("subject", policies, cost).admitted() ? cost : 0;
    }
    return units;
  }

  private static int sum(List<Integer> units) {
    return units.stream().mapToInt(Integer::intValue).sum();
  }

  /** An admitted attempt and what the clock said on either side of it. */
  private record Attempt(long before, long after) {}

  private List<Attempt> whileMoving(Policy policy, int attempts) {
    List<Attempt> admitted = new ArrayList<>();
    for (int i = 0; i < attempts; i++) {
      long before = clock.millis();
      if (counters.decide("subject", List.of(policy), 1).admitted()) {
        admitted.add(new Attempt(before, clock.millis()));
      }
      clock.move(Duration.ofMillis(i % 23));
    }
    return admitted;
  }
}
