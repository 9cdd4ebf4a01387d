package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.allogate.MovableClock;
import org.allogate.Threads;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counters spread over the shards of a Redis Cluster. */
class RedisClusterTest {
  private static final int SHARDS = 3;
  private static final int SLOTS = 16_384;
  // A server talks to its neighbours on a port that far from its own.
  private static final int BUS = 10_000;
  private static final int HIGHEST_PORT = 65_535;

  private final List<RealRedis> shards = new ArrayList<>();
  private final List<StatefulRedisConnection<String, String>> connections = new ArrayList<>();
  private final RedisClient client = RedisClient.create();

  @BeforeEach
  void start() throws IOException {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(RealRedis.startedAt(portWithBus(), "--cluster-enabled", "yes"));
      connections.add(client.connect(RedisURI.create(shards.get(i).url())));
      int from = i * SLOTS / SHARDS;
      shard(i).clusterAddSlots(IntStream.range(from, (i + 1) * SLOTS / SHARDS).toArray());
      shard(i).clusterMeet("127.0.0.1", shards.get(0).port());
    }
    SharedRedis.eventually(
        () -> IntStream.range(0, SHARDS).allMatch(i -> knowsAll(shard(i).clusterInfo())));
  }

  private RedisCommands<String, String> shard(int i) {
    return connections.get(i).sync();
  }

  private static boolean knowsAll(String info) {
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + SHARDS);
  }

  private static int portWithBus() throws IOException {
    while (true) {
      int port = freePort(0);
      if (port + BUS <= HIGHEST_PORT && freePort(port + BUS) > 0) {
        return port;
      }
    }
  }

  /** The port, 0 for any; -1 where it is taken. */
  private static int freePort(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException e) {
      return -1;
    }
  }

  @AfterEach
  void close() {
    connections.forEach(StatefulRedisConnection::close);
    client.shutdown();
    shards.forEach(RealRedis::close);
  }

  private Redis node() {
    return SharedRedis.connected(SharedRedis.settings(shards.get(0).url(), true));
  }

  @Test
  void decidesAsMemoryDoesOnEveryShard() {
    MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));
    LocalCounters<String> local = new LocalCounters<>(clock, 1_000);
    List<Policy> policies = List.of(new Policy(9, 60), new Policy(20, 3_600));
    Random random = new Random(1);
    try (Redis redis = node()) {
      RedisCounters<String> counters =
          new RedisCounters<>(redis, "key", it -> it, () -> Long.toString(clock.millis()));
      for (int i = 0; i < 2_000; i++) {
        String subject = "subject " + random.nextInt(60);
        int cost = random.nextInt(4);
        assertThat(counters.decide(subject, policies, cost))
            .isEqualTo(local.decide(subject, policies, cost));
        clock.move(Duration.ofMillis(random.nextInt(200)));
      }
    }
    for (int i = 0; i < SHARDS; i++) {
      assertThat(shard(i).dbsize()).as("counters on shard %d", i).isGreaterThan(5);
    }
  }

  @Test
  void admitsExactlyTheLimitToThreadsOfSeveralNodes() throws Exception {
    List<Policy> policies = List.of(new Policy(100, 3_600));
    try (Redis one = node();
        Redis other = node()) {
      List<Integer> admitted =
          Threads.run(
              8,
              thread ->
                  () -> {
                    RedisCounters<Integer> counters =
                        new RedisCounters<>(
                            thread % 2 == 0 ? one : other, "key", it -> "subject " + it);
                    int units = 0;
                    for (int i = 0; i < 1_000; i++) {
                      units += counters.decide(i % 5, policies, 1).admitted() ? 1 : 0;
                    }
                    return units;
                  });
      assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
    }
  }
}
