package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {
  private static final long START = 1_780_000_000_123L;
  private static final int ROUNDS = 6_000;
  private static final int STEPS = 200;

  @Test
  void neverAdmitsMoreThanAnExactLogAndLagsItByOneSlotAtMost() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      new Round(seed).run();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 59, 60, 61, 3_600, 86_399, 86_400})
  void saysToTheMillisecondWhenItIsEmpty(int windowSeconds) {
    Random random = new Random(windowSeconds);
    for (int i = 0; i < 1_000; i++) {
      long now = START + random.nextInt(windowSeconds * 1000);
      SlidingWindow window = charged(windowSeconds, now);
      long emptyAt = window.emptyAtMillis();
      assertThat(emptyAt - now).isBetween(windowSeconds * 1000L + 1, slotLonger(windowSeconds));
      window.moveTo(emptyAt - 1);
      assertThat(window.isEmpty()).as("at %d of %d", emptyAt - 1, now).isFalse();
      window.moveTo(emptyAt);
      assertThat(window.isEmpty()).as("at %d of %d", emptyAt, now).isTrue();
    }
  }

  @Test
  void holdsTheLargestLimitInEveryLane() {
    SlidingWindow window = new SlidingWindow(60);
    for (int slot = 0; slot < 200; slot++) {
      window.moveTo(START + slot * 61_000L);
      assertThat(window.fits(Policy.MAX_LIMIT, Policy.MAX_LIMIT)).isTrue();
      window.charge(Policy.MAX_LIMIT);
      assertThat(window.remaining(Policy.MAX_LIMIT)).isZero();
    }
  }

  @Test
  void admitsNothingAfterTheLargestLimitUntilItsSlotHasLeft() {
    SlidingWindow window = new SlidingWindow(60);
    window.moveTo(60_000);
    window.charge(Policy.MAX_LIMIT);
    window.moveTo(120_999);
    assertThat(window.fits(Policy.MAX_LIMIT, 1)).isFalse();
    window.moveTo(121_000);
    assertThat(window.fits(Policy.MAX_LIMIT, Policy.MAX_LIMIT)).isTrue();
  }

  @Test
  void countsInTheLatestSlotWhenTimeGoesBack() {
    SlidingWindow window = charged(60, START);
    window.moveTo(START - 3_600_000);
    assertThat(window.remaining(3)).isEqualTo(2);
    window.charge(1);
    window.moveTo(START + 59_000);
    assertThat(window.remaining(3)).isEqualTo(1);
    window.moveTo(START + 61_000);
    assertThat(window.remaining(3)).isEqualTo(3);
  }

  @Test
  void countsAtTheBeginningOfTimeAndBeforeIt() {
    SlidingWindow window = charged(1, 0);
    window.moveTo(Long.MIN_VALUE / 60);
    assertThat(window.remaining(1)).isZero();
    window.moveTo(1_017);
    assertThat(window.remaining(1)).isEqualTo(1);
  }

  @Test
  void hasNothingRemainingUnderALimitBelowItsCount() {
    SlidingWindow window = new SlidingWindow(60);
    window.moveTo(START);
    window.charge(10);
    assertThat(window.remaining(4)).isZero();
    assertThat(window.fits(4, 1)).isFalse();
    assertThat(window.fits(4, 0)).isTrue();
  }

  @Test
  void refusesCostsThatNoIntCanAdd() {
    SlidingWindow window = charged(60, START);
    assertThat(window.fits(Policy.MAX_LIMIT, Integer.MAX_VALUE)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> window.fits(10, -1));
  }

  private static SlidingWindow charged(int windowSeconds, long now) {
    SlidingWindow window = new SlidingWindow(windowSeconds);
    window.moveTo(now);
    window.charge(1);
    return window;
  }

  /** The window and a slot in milliseconds, rounded up. */
  private static long slotLonger(int windowSeconds) {
    return (windowSeconds * 1000L * 61 + 59) / 60;
  }

  /** One window beside one log, through random attempts. */
  private static final class Round {
    private static final int[] LENGTHS = {1, 2, 7, 59, 60, 61, 3_600, 86_399, 86_400};

    private final int seed;
    private final Random random;
    private final int seconds;
    private final int limit;
    private final long longestStep;
    private final SlidingWindow window;
    private final NaiveLog log = new NaiveLog();
    private long latest;

    Round(int seed) {
      this.seed = seed;
      random = new Random(seed);
      seconds =
          random.nextBoolean()
              ? LENGTHS[random.nextInt(LENGTHS.length)]
              : 1 + random.nextInt(Policy.MAX_WINDOW_SECONDS);
      limit = 1 + random.nextInt(random.nextBoolean() ? 20 : Policy.MAX_LIMIT);
      longestStep = Math.max(2, seconds * 1000L / (1 << random.nextInt(10)));
      window = new SlidingWindow(seconds);
      latest = START + random.nextInt(1_000_000);
      window.moveTo(latest);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        attempt(step, nextTime(), nextCost());
      }
      assertThat(log.mostUnits(seconds * 1000L)).as("seed %d", seed).isLessThanOrEqualTo(limit);
    }

    private long nextTime() {
      return switch (random.nextInt(20)) {
        case 0 -> latest;
        case 1 -> latest - random.nextLong(longestStep);
        case 2 -> latest + random.nextLong(seconds * 3_000L);
        case 3 -> nextEdge();
        default -> latest + random.nextLong(longestStep);
      };
    }

    /** A slot's first millisecond, or the one before it. */
    private long nextEdge() {
      long slot = latest * 60 / (seconds * 1000L) + 1 + random.nextInt(61);
      return (slot * seconds * 1000L + 59) / 60 - random.nextInt(2);
    }

    private int nextCost() {
      return switch (random.nextInt(10)) {
        case 0 -> 0;
        case 1 -> 1 + random.nextInt(limit + 1);
        default -> 1 + random.nextInt(Math.max(1, limit / 10));
      };
    }

    private void attempt(int step, long millis, int cost) {
      latest = Math.max(latest, millis);
      long exact = log.units(latest, seconds * 1000L);
      long slotLonger = log.units(latest, slotLonger(seconds));
      window.moveTo(millis);
      boolean admitted = window.fits(limit, cost);
      String where = "seed " + seed + " step " + step;
      assertThat((long) window.remaining(limit))
          .as(where)
          .isBetween(limit - slotLonger, limit - exact);
      if (admitted) {
        assertThat(exact + cost).as(where).isLessThanOrEqualTo(limit);
        window.charge(cost);
        log.add(latest, cost);
      } else {
        assertThat(slotLonger + cost).as(where).isGreaterThan(limit);
      }
    }
  }
}
