package org.allogate.ratelimit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions a second: of one window, of one key that all threads share, and of many keys in random
 * order.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RateLimitBench {
  private static final int KEYS = 1 << 17;

  /** A window that no other thread sees. */
  @State(Scope.Thread)
  public static class OneWindow {
    private final MonotonicClock clock = new MonotonicClock();
    private final SlidingWindow window = new SlidingWindow(1);
    private long millis = clock.millis();

    boolean admit(int limit, long nowMillis) {
      window.moveTo(nowMillis);
      boolean admitted = window.fits(limit, 1);
      if (admitted) {
        window.charge(1);
      }
      return admitted;
    }
  }

  /** The counters of a node. */
  @State(Scope.Benchmark)
  public static class Node {
    private final LocalCounters<UUID> counters =
        new LocalCounters<>(new MonotonicClock(), 1_000_000);
    private final UUID[] keys = new UUID[KEYS];
    private final List<Policy> one = List.of(new Policy(1_000_000, 60));
    private final List<Policy> four =
        List.of(
            new Policy(1_000_000, 1),
            new Policy(1_000_000, 60),
            new Policy(1_000_000, 3_600),
            new Policy(1_000_000, 86_400));

    /** Fills the map, so that no decision measured adds to it. */
    @Setup(Level.Trial)
    public void fill() {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < KEYS; i++) {
        keys[i] = new UUID(random.nextLong(), random.nextLong());
        counters.decide(keys[i], one, 1);
      }
    }
  }

  /** Which key comes next. */
  @State(Scope.Thread)
  public static class Order {
    private final SplittableRandom random = new SplittableRandom();

    UUID next(Node node) {
      return node.keys[random.nextInt() & KEYS - 1];
    }
  }

  /** Real time, a limit that is reached: most are refused. */
  @Benchmark
  public boolean windowInRealTime(OneWindow state) {
    return state.admit(Policy.MAX_LIMIT, state.clock.millis());
  }

  /** A millisecond a decision, so that a slot leaves every 17: all are admitted. */
  @Benchmark
  public boolean windowThatMovesFast(OneWindow state) {
    return state.admit(Policy.MAX_LIMIT, ++state.millis);
  }

  /** A whole window passes between two decisions. */
  @Benchmark
  public boolean windowThatEmpties(OneWindow state) {
    state.millis += 1_100;
    return state.admit(Policy.MAX_LIMIT, state.millis);
  }

  /** One key, the lock contended when there are several threads. */
  @Benchmark
  public Decision oneKey(Node node) {
    return node.counters.decide(node.keys[0], node.one, 1);
  }

  /** 131,072 keys in random order, one policy. */
  @Benchmark
  public Decision manyKeys(Node node, Order order) {
    return node.counters.decide(order.next(node), node.one, 1);
  }

  /** One key with four policies. */
  @Benchmark
  public Decision oneKeyFourPolicies(Node node) {
    return node.counters.decide(node.keys[1], node.four, 1);
  }
}
