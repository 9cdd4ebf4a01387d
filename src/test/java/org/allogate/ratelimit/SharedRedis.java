package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.allogate.redis.Redis;
import org.allogate.redis.RedisSettings;

/** Connections of nodes to a test's Redis. */
final class SharedRedis {
  // Nothing here is about time-outs: a busy machine must not look like a Redis that is away.
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private SharedRedis() {}

  /** A node's, connected. */
  static Redis node(String url) {
    return connected(settings(url, false));
  }

  static RedisSettings settings(String url, boolean cluster) {
    return new RedisSettings(url, null, null, cluster, TIMEOUT, 2, "allogate", null, null);
  }

  static Redis connected(RedisSettings settings) {
    Redis redis = new Redis(settings);
    eventually(redis::isUp);
    return redis;
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in half a minute").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
