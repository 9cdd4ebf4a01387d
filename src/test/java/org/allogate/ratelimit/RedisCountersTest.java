package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.allogate.MovableClock;
import org.allogate.Threads;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only counters that nodes share have to do. */
class RedisCountersTest {
  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<Policy> MINUTE = List.of(new Policy(10, 60));

  private final RealRedis server = RealRedis.started();
  private final Redis redis = SharedRedis.node(server.url());
  private final MovableClock clock = new MovableClock(START);
  private final RedisCounters<String> counters =
      new RedisCounters<>(redis, "key", it -> it, () -> Long.toString(clock.millis()));

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  @Test
  void admitsExactlyTheLimitToManyThreadsOfManyNodes() throws Exception {
    List<Policy> policies = List.of(new Policy(600, 60), new Policy(10_000, 3_600));
    List<Redis> nodes = Stream.generate(() -> SharedRedis.node(server.url())).limit(3).toList();
    List<Integer> admitted =
        Threads.run(
            64,
            thread ->
                () ->
                    admitted(
                        new RedisCounters<>(nodes.get(thread % 3), "key", it -> it), policies, 40));
    nodes.forEach(Redis::close);
    assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
  }

  private static int admitted(RedisCounters<String> counters, List<Policy> policies, int attempts) {
    int admitted = 0;
    for (int i = 0; i < attempts; i++) {
      admitted += counters.decide("shared", policies, 1).admitted() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void countsAtTheServersOwnTime() {
    RedisCounters<String> real = new RedisCounters<>(redis, "key", it -> it);
    List<String> time = redis.call(it -> it.time());
    long serverMillis = Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    Decision decision = real.decide("a", MINUTE, 1);
    assertThat(decision.emptyAtMillis()).isBetween(serverMillis + 60_000, serverMillis + 120_000);
    assertThat(decision.remaining()).isEqualTo(9);
  }

  @Test
  void keysExpireWhenTheirLongestWindowIsEmpty() {
    List<Policy> both = List.of(new Policy(10, 60), new Policy(1000, 3_600));
    counters.decide("a", both, 1);
    assertThat(expiresInMillis("a")).isBetween(3_600_000L, 3_661_000L);
    clock.move(Duration.ofMinutes(30));
    counters.decide("a", both, 1);
    assertThat(expiresInMillis("a")).isBetween(3_600_000L, 3_661_000L);
    counters.decide("a", MINUTE, 0);
    assertThat(expiresInMillis("a")).isBetween(30_000L, 61_000L);
  }

  @Test
  void anExpiredKeyIsAnEmptyCounter() {
    RedisCounters<String> real = new RedisCounters<>(redis, "key", it -> it);
    List<Policy> second = List.of(new Policy(1, 1));
    assertThat(real.decide("a", second, 1).admitted()).isTrue();
    SharedRedis.eventually(() -> keys().isEmpty());
    assertThat(real.decide("a", second, 1).admitted()).isTrue();
  }

  @Test
  void aLookAndARefusalWriteNothing() {
    counters.decide("a", MINUTE, 0);
    assertThat(counters.decide("a", MINUTE, 11).admitted()).isFalse();
    assertThat(keys()).isEmpty();
    counters.decide("a", MINUTE, 10);
    long writes = writes();
    clock.move(Duration.ofSeconds(20));
    counters.decide("a", MINUTE, 0);
    assertThat(counters.decide("a", MINUTE, 1).admitted()).isFalse();
    assertThat(writes()).isEqualTo(writes);
  }

  @Test
  void keepsNothingForPoliciesThatCountNothing() {
    counters.decide("a", MINUTE, 1);
    counters.decide("a", List.of(new Policy(5, 3_600)), 0);
    assertThat(keys()).isEmpty();
  }

  @Test
  void oneKeyOfOneSlotHoldsAllWindows() {
    counters.decide("a", List.of(new Policy(10, 60), new Policy(100, 3_600)), 1);
    assertThat(keys()).containsExactly("allogate:limit:{key:a}");
  }

  @Test
  void aSubjectIsNobodyElses() {
    counters.decide("a", MINUTE, 10);
    assertThat(counters.decide("b", MINUTE, 0).remaining()).isEqualTo(10);
    RedisCounters<String> others =
        new RedisCounters<>(redis, "other", it -> it, () -> Long.toString(clock.millis()));
    assertThat(others.decide("a", MINUTE, 0).remaining()).isEqualTo(10);
  }

  @Test
  void timeThatGoesBackFreesNothing() {
    for (Duration back :
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(59), Duration.ofDays(9))) {
      String subject = back.toString();
      counters.decide(subject, MINUTE, 7);
      clock.move(back.negated());
      assertThat(counters.decide(subject, MINUTE, 0).remaining()).as(subject).isEqualTo(3);
      assertThat(counters.decide(subject, MINUTE, 4).admitted()).as(subject).isFalse();
      assertThat(counters.decide(subject, MINUTE, 3).admitted()).as(subject).isTrue();
      clock.move(Duration.ofSeconds(60));
      assertThat(counters.decide(subject, MINUTE, 1).admitted()).as(subject).isFalse();
    }
  }

  @Test
  void timeThatWasFarAheadLocksNobodyOutForLongerThanAWindow() {
    List<Policy> both = List.of(new Policy(10, 60), new Policy(10, 3_600));
    clock.move(Duration.ofDays(365));
    counters.decide("a", both, 10);
    clock.move(Duration.ofDays(-365));
    assertThat(counters.decide("a", both, 1).admitted()).isFalse();
    assertThat(expiresInMillis("a")).isBetween(3_600_000L, 3_661_000L);
    clock.move(Duration.ofSeconds(3_600));
    assertThat(counters.decide("a", both, 1).admitted()).isFalse();
    clock.move(Duration.ofSeconds(60));
    assertThat(counters.decide("a", both, 10).admitted()).isTrue();
  }

  @Test
  void timeThatWasALittleAheadLocksNobodyOutForLongerThanThatAndAWindow() {
    clock.move(Duration.ofSeconds(40));
    counters.decide("a", MINUTE, 10);
    clock.move(Duration.ofSeconds(-40));
    assertThat(counters.decide("a", MINUTE, 1).admitted()).isFalse();
    clock.move(Duration.ofSeconds(101));
    assertThat(counters.decide("a", MINUTE, 10).admitted()).isTrue();
  }

  @Test
  void aFullWindowTakesFewBytes() {
    List<Policy> policies = List.of(new Policy(Policy.MAX_LIMIT, 60));
    for (int slot = 0; slot < 100; slot++) {
      counters.decide("small", policies, 100);
      counters.decide("large", policies, 16_000);
      clock.move(Duration.ofSeconds(1));
    }
    assertThat(bytes("small")).isLessThanOrEqualTo(160);
    assertThat(bytes("large")).isLessThanOrEqualTo(420);
    List<Policy> four =
        List.of(
            new Policy(900_000, 60),
            new Policy(900_000, 3_600),
            new Policy(900_000, 7_200),
            new Policy(900_000, 86_400));
    counters.decide("four", four, 1);
    assertThat(bytes("four")).isLessThanOrEqualTo(100);
  }

  @Test
  void refusesNegativeCosts() {
    assertThatIllegalArgumentException().isThrownBy(() -> counters.decide("a", MINUTE, -1));
  }

  /** Changes of data since the last save, of which there is none. */
  private long writes() {
    return redis
        .call(it -> it.info("persistence"))
        .lines()
        .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private long bytes(String subject) {
    return redis.call(it -> it.strlen(counters.key(subject)));
  }

  private long expiresInMillis(String subject) {
    return redis.call(it -> it.pttl(counters.key(subject)));
  }

  private List<String> keys() {
    return new ArrayList<>(redis.call(it -> it.keys("allogate:limit:*")));
  }
}
