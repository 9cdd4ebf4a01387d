package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits that nodes share, and what becomes of them while Redis is away. */
class LimitsTest {
  private static final UUID KEY = new UUID(7, 1);
  private static final Policy TWO = new Policy(2, 600);
  private static final List<Policy> SEVERAL = List.of(new Policy(50, 3_600), new Policy(5, 60));

  private final RealRedis server = RealRedis.started();
  private final Redis one = SharedRedis.node(server.url());
  private final Redis other = SharedRedis.node(server.url());

  @AfterEach
  void close() {
    one.close();
    other.close();
    server.close();
  }

  private static Limits limits(Redis redis, WhenAway whenAway) {
    return new Limits(new MonotonicClock(), 1_000, redis, whenAway);
  }

  private void killServer() {
    server.kill();
    SharedRedis.eventually(() -> !one.isUp() && !other.isUp());
  }

  private void startServer() {
    server.start();
    SharedRedis.eventually(() -> one.isUp() && other.isUp());
  }

  @Test
  void whatOneNodeCountedTheOtherKnows() {
    Limits here = limits(one, WhenAway.REJECT);
    Limits there = limits(other, WhenAway.REJECT);
    assertThat(here.admit(KEY, SEVERAL, 4).remaining()).isEqualTo(1);
    assertThat(there.admit(KEY, SEVERAL, 2).admitted()).isFalse();
    assertThat(there.admit(KEY, SEVERAL, 1).admitted()).isTrue();
    assertThat(here.admitMember(KEY, SEVERAL, 5).remaining()).isZero();
    assertThat(there.admitMember(KEY, SEVERAL, 1).admitted()).isFalse();
  }

  @Test
  void attemptsAreCountedTogetherAndApartByKind() {
    Limits here = limits(one, WhenAway.REJECT);
    Limits there = limits(other, WhenAway.REJECT);
    for (Limits node : List.of(here, there)) {
      assertThat(node.admitFailure("192.0.2.1", TWO).admitted()).isTrue();
      assertThat(node.admitSignIn("192.0.2.1", TWO).admitted()).isTrue();
      assertThat(node.admitSignInFrom("192.0.2.1", TWO).admitted()).isTrue();
      assertThat(node.admitTokenFailure("192.0.2.1", TWO).admitted()).isTrue();
    }
    assertThat(here.admitFailure("192.0.2.1", TWO).admitted()).isFalse();
    assertThat(here.admitSignIn("192.0.2.1", TWO).admitted()).isFalse();
    assertThat(here.admitSignInFrom("192.0.2.1", TWO).admitted()).isFalse();
    assertThat(here.admitTokenFailure("192.0.2.1", TWO).admitted()).isFalse();
  }

  @Test
  void addressesAndAccountsDoNotStandInRedis() {
    Limits limits = limits(one, WhenAway.REJECT);
    limits.admitFailure("192.0.2.1", TWO);
    limits.admitSignIn("alex@example.com" + "x".repeat(5_000), TWO);
    limits.admitSignInFrom("2001:db8::/64", TWO);
    limits.admitTokenFailure("192.0.2.1", TWO);
    List<String> keys = one.call(it -> it.keys("*:limit:*"));
    assertThat(keys)
        .hasSize(4)
        .allMatch(key -> key.matches("allogate:limit:\\{[a-z-]+:[A-Za-z0-9_-]{22}}"));
  }

  @Test
  void rejectsRequestsOfKeysWithoutFigures() {
    Limits limits = limits(one, WhenAway.REJECT);
    killServer();
    Decision refused = limits.admit(KEY, SEVERAL, 1);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.known()).isFalse();
    assertThat(refused.policies()).isEqualTo(SEVERAL);
    assertThat(refused.retryAfterSeconds()).as("the shortest window").isEqualTo(60);
    assertThat(limits.admit(KEY, SEVERAL, 0).admitted()).as("who looks takes nothing").isTrue();
    assertThat(limits.decisions()).isEqualTo(2);
    assertThat(limits.refusals()).isEqualTo(1);
    assertThat(limits.decisionsWhileAway()).isEqualTo(2);
  }

  @Test
  void admitsRequestsOfKeysWithoutFigures() {
    Limits limits = limits(one, WhenAway.ADMIT);
    killServer();
    for (int i = 0; i < 20; i++) {
      Decision admitted = limits.admit(KEY, SEVERAL, 5);
      assertThat(admitted.admitted()).isTrue();
      assertThat(admitted.known()).isFalse();
    }
  }

  @Test
  void countsRequestsOfKeysByItselfWithFigures() {
    Limits here = limits(one, WhenAway.LOCAL);
    Limits there = limits(other, WhenAway.LOCAL);
    here.admit(KEY, SEVERAL, 3);
    killServer();
    for (Limits node : List.of(here, there)) {
      assertThat(node.admit(KEY, SEVERAL, 5)).matches(it -> it.admitted() && it.known());
      assertThat(node.admit(KEY, SEVERAL, 1)).matches(it -> !it.admitted() && it.known());
    }
    startServer();
    assertThat(here.admit(KEY, SEVERAL, 1).remaining()).as("it came back empty").isEqualTo(4);
    killServer();
    assertThat(here.admit(KEY, SEVERAL, 1).admitted()).as("one window, not two").isFalse();
  }

  @ParameterizedTest
  @EnumSource(WhenAway.class)
  void guessingIsSlowAndNobodyLockedOutWhateverIsDoneAboutKeys(WhenAway whenAway) {
    Limits limits = limits(one, whenAway);
    killServer();
    for (boolean admitted : new boolean[] {true, true, false}) {
      assertThat(limits.admitFailure("192.0.2.1", TWO).admitted()).isEqualTo(admitted);
      assertThat(limits.admitSignIn("alex@example.com", TWO).admitted()).isEqualTo(admitted);
      assertThat(limits.admitSignInFrom("192.0.2.1", TWO).admitted()).isEqualTo(admitted);
      assertThat(limits.admitTokenFailure("192.0.2.1", TWO).admitted()).isEqualTo(admitted);
      assertThat(limits.admitMember(KEY, List.of(TWO), 1).admitted()).isEqualTo(admitted);
    }
    assertThat(limits.admitMember(KEY, List.of(TWO), 1).known()).isTrue();
  }

  @Test
  void countsAgainWhenRedisIsBack() {
    Limits limits = limits(one, WhenAway.REJECT);
    killServer();
    assertThat(limits.admit(KEY, SEVERAL, 1).known()).isFalse();
    startServer();
    assertThat(limits.admit(KEY, SEVERAL, 1)).matches(it -> it.admitted() && it.known());
    assertThat(limits.decisionsWhileAway()).isEqualTo(1);
  }

  @Test
  void aServerThatRefusesToCountIsAway() {
    Limits limits = limits(one, WhenAway.REJECT);
    one.call(it -> it.set("allogate:limit:{key:" + KEY + "}", "no counter"));
    one.call(it -> it.set("allogate:limit:{key:" + new UUID(7, 2) + "}", "\u00c1"));
    assertThat(limits.admit(KEY, SEVERAL, 1).known()).isFalse();
    assertThat(limits.admit(new UUID(7, 2), SEVERAL, 1).known()).isFalse();
    assertThat(limits.admit(new UUID(7, 3), SEVERAL, 1).known()).isTrue();
  }

  @Test
  void knowsThreeWords() {
    assertThat(WhenAway.of(RateLimiter.DEFAULT_WHEN_AWAY)).isEqualTo(WhenAway.REJECT);
    assertThat(WhenAway.of("local")).isEqualTo(WhenAway.LOCAL);
    assertThat(WhenAway.of("admit")).isEqualTo(WhenAway.ADMIT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhenAway.of("REJECT"))
        .withMessageContaining("allogate.rate-limit.when-away");
  }
}
