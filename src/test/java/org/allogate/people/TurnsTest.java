package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.Threads;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void letsHalfOfTheProcessorsComputeAtOnce() throws Exception {
    Turns turns = new Turns(4);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Threads.run(
        16,
        i ->
            () ->
                turns.take(
                    () -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      Thread.yield();
                      return inside.decrementAndGet();
                    }));
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void refusesWhoComesWhenTooManyWait() throws Exception {
    Turns turns = new Turns(1);
    CountDownLatch full = new CountDownLatch(1);
    AtomicInteger refused = new AtomicInteger();
    int all = Turns.MOST_WAITING + 40;
    List<Boolean> done = Threads.run(all, i -> () -> attempt(turns, full, refused));
    assertThat(done.stream().filter(it -> it)).hasSizeLessThan(all);
    assertThat(refused.get()).isPositive();
  }

  // The first one stays inside until somebody was refused.
  private static boolean attempt(Turns turns, CountDownLatch full, AtomicInteger refused) {
    try {
      return turns.take(
          () -> {
            await(full);
            return true;
          });
    } catch (ProblemException e) {
      refused.incrementAndGet();
      full.countDown();
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givesItsTurnBackWhateverHappens() {
    Turns turns = new Turns(1);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  turns.take(
                      () -> {
                        throw new IllegalStateException();
                      }));
    }
    assertThat(turns.take(() -> ProblemType.CONFLICT)).isEqualTo(ProblemType.CONFLICT);
  }
}
