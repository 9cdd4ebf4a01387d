package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.MovableClock;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Policy FAILURES = new Policy(10, 60);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final RateLimiter limiter = new RateLimiter();

  @BeforeEach
  void start() {
    limiter.maxCounters = 100;
    limiter.whenAway = RateLimiter.DEFAULT_WHEN_AWAY;
    limiter.redis = new Redis(RealRedis.settings(null));
    limiter.start(clock);
  }

  @Test
  void holdsAMillionCountersUnlessTold() {
    assertThat(RateLimiter.DEFAULT_MAX_COUNTERS).isEqualTo("1000000");
  }

  @Test
  void startsWithAClockOfItsOwn() {
    limiter.start();
    assertThat(limiter.limits().admit(new UUID(0, 1), Tier.FREE.policies(), 1).remaining())
        .isEqualTo(9);
  }

  @Test
  void admitsTheUnitsOfATier() {
    UUID key = new UUID(0, 1);
    List<Policy> policies = Tier.FREE.policies();
    assertThat(limiter.limits().admit(key, policies, 10).admitted()).isTrue();
    Decision refused = limiter.limits().admit(key, policies, 1);
    assertThat(refused.admitted()).isFalse();
    assertThat(refused.policies()).isEqualTo(policies);
    assertThat(refused.retryAfterSeconds()).isEqualTo(60);
    assertThat(refused.emptyAtMillis()).isEqualTo(clock.millis() + 61_000);
  }

  @Test
  void admitsTenFailuresOfAnAddressAndNotTheEleventh() {
    for (int failure = 1; failure <= 11; failure++) {
      assertThat(limiter.limits().admitFailure("192.0.2.1", FAILURES).admitted())
          .isEqualTo(failure <= 10);
    }
    assertThat(limiter.limits().admitFailure("192.0.2.2", FAILURES).admitted()).isTrue();
  }

  @Test
  void countsAttemptsToSignInByAccountAndByAddressApartFromEverythingElse() {
    Limits limits = limiter.limits();
    Policy one = new Policy(1, 300);
    assertThat(limits.admitFailure("192.0.2.1", one).admitted()).isTrue();
    assertThat(limits.admitSignInFrom("192.0.2.1", one).admitted()).isTrue();
    assertThat(limits.admitSignIn("192.0.2.1", one).admitted()).isTrue();
    assertThat(limits.admitSignInFrom("192.0.2.1", one).admitted()).isFalse();
    assertThat(limits.admitSignIn("192.0.2.1", one).admitted()).isFalse();
    assertThat(limits.admitSignIn("alex@example.com", one).retryAfterSeconds()).isEqualTo(300);
  }

  @Test
  void sweepsBothKinds() {
    limiter.maxCounters = 1;
    limiter.start(clock);
    limiter.limits().admit(new UUID(0, 1), Tier.FREE.policies(), 10);
    limiter.limits().admitFailure("192.0.2.1", FAILURES);
    clock.move(Duration.ofSeconds(61));
    limiter.sweep();
    assertThat(limiter.limits().admit(new UUID(0, 2), Tier.FREE.policies(), 9).remaining())
        .isEqualTo(1);
    assertThat(limiter.limits().admit(new UUID(0, 2), Tier.FREE.policies(), 1).remaining())
        .isZero();
    assertThat(limiter.limits().admit(new UUID(0, 3), Tier.FREE.policies(), 1).admitted()).isTrue();
    assertThat(limiter.limits().admitFailure("192.0.2.2", FAILURES).remaining()).isEqualTo(9);
  }
}
