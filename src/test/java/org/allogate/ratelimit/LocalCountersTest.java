package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allogate.MovableClock;
import org.junit.jupiter.api.Test;

class LocalCountersTest {
  private static final List<Policy> MINUTE = List.of(new Policy(10, 60));
  private static final Duration WINDOW_AND_SLOT = Duration.ofSeconds(61);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final LocalCounters<String> counters = new LocalCounters<>(clock, 3);

  @Test
  void countsEachSubjectByItself() {
    assertThat(decide("a", 10).admitted()).isTrue();
    assertThat(decide("a", 1).admitted()).isFalse();
    assertThat(decide("b", 1).remaining()).isEqualTo(9);
  }

  @Test
  void sweepsTheCountersThatCountNothing() {
    decide("a", 1);
    clock.move(Duration.ofSeconds(30));
    decide("b", 1);
    decide("looked at", 0);
    assertThat(counters.sweep()).isEqualTo(1);
    clock.move(Duration.ofSeconds(31));
    assertThat(counters.sweep()).isEqualTo(1);
    assertThat(counters.size()).isEqualTo(1);
    assertThat(decide("b", 0).remaining()).isEqualTo(9);
    clock.move(WINDOW_AND_SLOT);
    assertThat(counters.sweep()).isEqualTo(1);
    assertThat(counters.size()).isZero();
  }

  @Test
  void letsStrangersShareOneCounterOnceFull() {
    fill();
    for (int stranger = 0; stranger < 1_000; stranger++) {
      assertThat(decide("stranger " + stranger, 1).admitted()).isEqualTo(stranger < 10);
    }
    assertThat(counters.size()).isEqualTo(4);
    assertThat(decide("known 1", 9).admitted()).isTrue();
  }

  @Test
  void sharesByListOfPolicies() {
    fill();
    List<Policy> other = List.of(new Policy(10, 60), new Policy(100, 3_600));
    assertThat(decide("x", 10).admitted()).isTrue();
    assertThat(counters.decide("y", other, 10).admitted()).isTrue();
    assertThat(counters.decide("z", other, 1).admitted()).isFalse();
    assertThat(counters.size()).isEqualTo(5);
  }

  @Test
  void takesTheSharedCountAlongToACounterOfItsOwn() {
    fill();
    clock.move(Duration.ofSeconds(30));
    decide("stranger", 6);
    clock.move(Duration.ofSeconds(31));
    assertThat(counters.sweep()).isEqualTo(3);
    assertThat(decide("stranger", 5).admitted()).isFalse();
    assertThat(decide("stranger", 4).admitted()).isTrue();
    clock.move(Duration.ofSeconds(30));
    assertThat(decide("stranger", 6).admitted()).isTrue();
    assertThat(decide("another stranger", 10).admitted()).isTrue();
  }

  @Test
  void sweepsTheSharedCounters() {
    fill();
    decide("stranger", 1);
    clock.move(WINDOW_AND_SLOT);
    assertThat(counters.sweep()).isEqualTo(4);
    assertThat(counters.size()).isZero();
  }

  @Test
  void losesNoCountWhenTheSweepComesBetweenFindingACounterAndCharging() {
    LocalCounters<Meddler> meddled = new LocalCounters<>(clock, 3);
    meddled.decide(new Meddler(() -> {}, () -> {}), MINUTE, 10);
    clock.move(WINDOW_AND_SLOT);
    Meddler sweeping = new Meddler(() -> {}, meddled::sweep);
    assertThat(meddled.decide(sweeping, MINUTE, 10).admitted()).isTrue();
    assertThat(meddled.decide(sweeping, MINUTE, 1).admitted()).isFalse();
  }

  @Test
  void waitsNotForTheSweepToRemoveWhatItRetired() {
    LocalCounters<Meddler> meddled = new LocalCounters<>(clock, 3);
    Meddler plain = new Meddler(() -> {}, () -> {});
    AtomicBoolean swept = new AtomicBoolean();
    Runnable charge = () -> meddled.decide(plain, MINUTE, 10);
    Meddler charging = new Meddler(() -> runOnce(swept, charge), () -> {});
    meddled.decide(charging, MINUTE, 0);
    swept.set(true);
    meddled.sweep();
    assertThat(swept).isFalse();
    assertThat(meddled.decide(plain, MINUTE, 1).admitted()).isFalse();
  }

  @Test
  void refusesToBeMadeForNobody() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LocalCounters<String>(clock, 0));
  }

  private void fill() {
    for (int i = 0; i < 3; i++) {
      decide("known " + i, 1);
    }
  }

  private Decision decide(String subject, int cost) {
    return counters.decide(subject, MINUTE, cost);
  }

  private static void runOnce(AtomicBoolean armed, Runnable task) {
    if (armed.compareAndSet(true, false)) {
      task.run();
    }
  }

  /**
   * A subject like any other of its class, that lets another request or the sweep in while a map
   * looks for it.
   */
  private record Meddler(Runnable whenHashed, Runnable whenCompared) {
    @Override
    public int hashCode() {
      whenHashed.run();
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      whenCompared.run();
      return other instanceof Meddler;
    }
  }
}
