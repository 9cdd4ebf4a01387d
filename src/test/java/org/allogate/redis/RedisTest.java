package org.allogate.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisTest {
  private final RealRedis server = RealRedis.started();
  private final Redis redis = new Redis(server.settings());

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in half a minute").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  private boolean answers() {
    try {
      return redis.call(it -> it.ping()).equals("PONG");
    } catch (RedisAway e) {
      return false;
    }
  }

  @Test
  void answersAfterItsStart() {
    eventually(this::answers);
    redis.call(it -> it.set("a", "1"));
    String kept = redis.call(it -> it.get("a"));
    assertThat(kept).isEqualTo("1");
  }

  @Test
  void isFoundWhenItComesLater() {
    server.kill();
    try (Redis early = new Redis(server.settings())) {
      assertThatThrownBy(() -> early.call(it -> it.ping())).isInstanceOf(RedisAway.class);
      server.start();
      eventually(early::isUp);
    }
  }

  @Test
  void failsAtOnceWhileItIsAwayAndAnswersWhenItIsBack() {
    eventually(this::answers);
    server.kill();
    eventually(() -> !answers() && !redis.isUp());
    assertThatThrownBy(() -> redis.call(it -> it.ping())).isInstanceOf(RedisAway.class);
    server.start();
    eventually(this::answers);
    assertThat(redis.losses()).isEqualTo(1);
  }

  @Test
  void noticesAServerThatHangsAndOneThatGoesOn() {
    eventually(this::answers);
    server.hold();
    eventually(() -> !answers() && !redis.isUp());
    long before = redis.calls();
    assertThat(answers()).isFalse();
    assertThat(redis.calls()).as("nothing was even tried").isEqualTo(before);
    server.goOn();
    eventually(this::answers);
  }

  @Test
  void noticesThatItIsAwayWhileNobodyAsks() {
    eventually(redis::isUp);
    server.kill();
    eventually(() -> !redis.isUp());
  }

  @Test
  void doesNotTakeAServerThatCannotWriteForOne() {
    eventually(this::answers);
    redis.call(it -> it.replicaof("127.0.0.1", 1));
    assertThatThrownBy(() -> redis.call(it -> it.set("a", "1"))).isInstanceOf(RedisAway.class);
    assertThat(redis.isUp()).isFalse();
  }

  @Test
  void sendsAProgramAnewToAServerThatForgotIt() {
    eventually(this::answers);
    Script script = Script.beside(RedisTest.class, "echo.lua");
    assertThat(script.run(redis, "k", "x")).containsExactly("k", "x");
    redis.call(it -> it.scriptFlush());
    assertThat(script.run(redis, "k", "y")).containsExactly("k", "y");
  }

  @Test
  void aMistakeIsNoSignOfItsHealth() {
    eventually(this::answers);
    redis.call(it -> it.set("a", "1"));
    for (int i = 0; i < 2 * Redis.FAILURES; i++) {
      assertThatThrownBy(() -> redis.call(it -> it.llen("a")))
          .isInstanceOf(RedisCommandExecutionException.class);
    }
    assertThat(answers()).isTrue();
  }

  @Test
  void tellsEveryOtherNodeAndNotItself() {
    try (Redis second = new Redis(server.settings());
        Messages one = new Messages(redis);
        Messages other = new Messages(second)) {
      Queue<String> heard = new ConcurrentLinkedQueue<>();
      Queue<String> own = new ConcurrentLinkedQueue<>();
      other.on("key", heard::add);
      one.on("key", own::add);
      eventually(() -> other.isListening() && one.isListening() && answers());
      assertThat(one.tell("key", "a b")).isTrue();
      assertThat(one.tell("other", "c")).isTrue();
      assertThat(one.tell("key", "d")).isTrue();
      eventually(() -> heard.size() == 2);
      assertThat(List.copyOf(heard)).containsExactly("a b", "d");
      assertThat(own).isEmpty();
    }
  }

  @Test
  void saysThatMessagesMayHaveBeenMissed() {
    try (Redis second = new Redis(server.settings());
        Messages one = new Messages(redis);
        Messages other = new Messages(second)) {
      AtomicInteger gaps = new AtomicInteger();
      other.onGap(gaps::incrementAndGet);
      eventually(other::isListening);
      long before = other.gaps();
      server.kill();
      eventually(() -> !other.isListening());
      assertThat(one.tell("key", "lost")).isFalse();
      server.start();
      eventually(() -> other.gaps() > before && gaps.get() > 0);
    }
  }

  @Test
  void withoutAnAddressNothingIsSharedAndNothingFails() {
    RedisSettings none =
        new RedisSettings(
            null, null, null, false, Duration.ofMillis(50), 2, "allogate", null, null);
    try (Redis nothing = new Redis(none);
        Messages messages = new Messages(nothing)) {
      assertThat(nothing.isConfigured()).isFalse();
      assertThat(messages.tell("key", "a")).isTrue();
      assertThatThrownBy(() -> nothing.call(it -> it.ping())).isInstanceOf(RedisAway.class);
    }
  }

  @Test
  void needsItsPasswordAndTellsNobody() {
    try (RealRedis closed = RealRedis.started("--requirepass", "s3cret-pass")) {
      RedisSettings knows =
          new RedisSettings(
              closed.url(),
              null,
              "s3cret-pass",
              false,
              Duration.ofMillis(250),
              1,
              "allogate",
              null,
              null);
      try (Redis known = new Redis(knows)) {
        eventually(known::isUp);
      }
      assertThat(knows.toString()).doesNotContain("s3cret");
      assertThat(RealRedis.settings("redis://:s3cret-pass@127.0.0.1:1").toString())
          .doesNotContain("s3cret");
    }
  }

  @Test
  void refusesWhatIsNoAddressWithoutRepeatingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealRedis.settings("http://:s3cret@host").uri())
        .withMessageContaining("allogate.redis.url")
        .withMessageNotContaining("s3cret")
        .withNoCause();
  }
}
