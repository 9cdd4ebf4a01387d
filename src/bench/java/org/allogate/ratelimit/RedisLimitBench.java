package org.allogate.ratelimit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision takes and how many there are in a second: in memory, in a Redis beside, and where
 * that is away. Run it with 1, 8 and 64 threads ({@code -t}).
 */
@BenchmarkMode({Mode.AverageTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedisLimitBench {
  private static final int KEYS = 1 << 14;

  /** Where it is counted. */
  public enum Where {
    /** In the memory of the node. */
    MEMORY,
    /** In Redis. */
    REDIS,
    /** Nowhere, for Redis is away. */
    AWAY
  }

  /** A node. */
  @State(Scope.Benchmark)
  public static class Node {
    /** Where it counts. */
    @Param Where where;

    private final UUID[] keys = new UUID[KEYS];
    private final List<Policy> policies = List.of(new Policy(1_000_000, 60));
    private RealRedis server;
    private Redis redis;
    private Limits limits;

    /** Starts what it needs, and returns when that answers or is known to be away. */
    @Setup(Level.Trial)
    public void start() {
      server = where == Where.MEMORY ? null : RealRedis.started();
      redis = new Redis(RealRedis.settings(server == null ? null : server.url()));
      limits = new Limits(new MonotonicClock(), 1_000_000, redis, WhenAway.REJECT);
      while (server != null && !redis.isUp()) {
        Thread.onSpinWait();
      }
      if (where == Where.AWAY) {
        server.kill();
        while (redis.isUp()) {
          Thread.onSpinWait();
        }
      }
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < KEYS; i++) {
        keys[i] = new UUID(random.nextLong(), random.nextLong());
      }
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void stop() {
      redis.close();
      if (server != null) {
        server.close();
      }
    }
  }

  /** Which key comes next. */
  @State(Scope.Thread)
  public static class Order {
    private final SplittableRandom random = new SplittableRandom();
  }

  /** One key for all threads. */
  @Benchmark
  public Decision oneKey(Node node) {
    return node.limits.admit(node.keys[0], node.policies, 1);
  }

  /** 16,384 keys in random order. */
  @Benchmark
  public Decision manyKeys(Node node, Order order) {
    UUID key = node.keys[order.random.nextInt() & KEYS - 1];
    return node.limits.admit(key, node.policies, 1);
  }
}
