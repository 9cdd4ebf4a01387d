package org.allogate.credits;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.allogate.redis.Messages;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What reserving and settling takes in memory: alone, and when two threads use one tenant's. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CreditsBench {
  /** A node whose tenant has leased more than is ever used. */
  @State(Scope.Benchmark)
  public static class Node {
    private final UUID tenant = UUID.randomUUID();
    private final Credits credits =
        new Credits(
            new Accounts(),
            new Unbounded(),
            new Idle(),
            Clock.systemUTC(),
            new Messages(new Redis(RealRedis.settings(null))));
  }

  private static final class Unbounded extends CreditRows {
    @Override
    public Lease lease(UUID node, Instant now, UUID tenant, long need, long block) {
      return new Lease(Long.MAX_VALUE / 2, 0, true);
    }
  }

  private static final class Idle extends CreditWork {
    @Override
    public void refill(UUID tenant) {
      throw new IllegalStateException("there is more than is ever used");
    }
  }

  /** One call's. */
  @Benchmark
  public boolean oneThread(Node node) {
    return paid(node);
  }

  /** The same beside another one. */
  @Benchmark
  @Threads(2)
  public boolean twoThreads(Node node) {
    return paid(node);
  }

  private static boolean paid(Node node) {
    Charge charge = node.credits.reserve(node.tenant, 1).orElseThrow();
    charge.settle();
    return charge.isPaid();
  }
}
