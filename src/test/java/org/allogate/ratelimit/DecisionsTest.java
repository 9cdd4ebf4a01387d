package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.allogate.MovableClock;
import org.allogate.redis.RealRedis;
import org.allogate.redis.Redis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is decided, by whoever counts. */
class DecisionsTest {
  private static final Instant START = Instant.ofEpochMilli(1_780_000_000_000L);
  private static final long NOW = START.toEpochMilli();
  private static final Policy MINUTE = new Policy(10, 60);
  private static final Policy HOUR = new Policy(15, 3_600);
  private static final List<Policy> BOTH = List.of(MINUTE, HOUR);

  /** Each attempt counted by itself. */
  @Nested
  class Naive extends Suite {
    @Override
    Deciding subject() {
      NaiveCounter counter = new NaiveCounter();
      return (policies, cost) -> {
        Policy.requireCount(policies);
        return counter.decide(policies, cost, clock.millis());
      };
    }
  }

  /** In memory. */
  @Nested
  class Local extends Suite {
    @Override
    Deciding subject() {
      LocalCounters<String> counters = new LocalCounters<>(clock, 100);
      return (policies, cost) -> counters.decide("subject", policies, cost);
    }
  }

  /** In Redis. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Shared extends Suite {
    private RealRedis server;
    private Redis redis;
    private int subjects;

    @BeforeAll
    void start() {
      server = RealRedis.started();
      redis = SharedRedis.node(server.url());
    }

    @AfterAll
    void stop() {
      redis.close();
      server.close();
    }

    @Override
    Deciding subject() {
      String subject = "subject " + subjects++;
      RedisCounters<String> counters =
          new RedisCounters<>(redis, "test", it -> it, () -> Long.toString(clock.millis()));
      return (policies, cost) -> counters.decide(subject, policies, cost);
    }

    @Test
    void decidesAsMemoryAndTheNaiveTwinDo() {
      for (int seed = 0; seed < 60; seed++) {
        MovableClock time = new MovableClock(START);
        RedisCounters<String> here =
            new RedisCounters<>(redis, "random", it -> it, () -> Long.toString(time.millis()));
        new Round(seed, time).run(here);
      }
    }
  }

  /** One subject of one way to count. */
  interface Deciding {
    Decision decide(List<Policy> policies, int cost);
  }

  /** The same tests for all of them. */
  abstract static class Suite {
    final MovableClock clock = new MovableClock(START);

    abstract Deciding subject();

    private Decision after(Deciding subject, long seconds, List<Policy> policies, int cost) {
      clock.move(Duration.ofSeconds(seconds));
      return subject.decide(policies, cost);
    }

    private Decision admitted(List<Policy> policies, Policy policy, int remaining, long emptyIn) {
      return new Decision(true, policies, policy, remaining, clock.millis() + emptyIn);
    }

    @Test
    void namesThePolicyWithTheFewestUnitsLeftWhenItAdmits() {
      Deciding subject = subject();
      assertThat(subject.decide(BOTH, 4)).isEqualTo(admitted(BOTH, MINUTE, 6, 61_000));
      assertThat(after(subject, 61, BOTH, 8)).isEqualTo(admitted(BOTH, MINUTE, 2, 61_000));
      Decision later = after(subject, 61, BOTH, 1);
      assertThat(later.policy()).isEqualTo(HOUR);
      assertThat(later.remaining()).isEqualTo(2);
    }

    @Test
    void namesTheLongestOfPoliciesWithAsFewUnitsLeft() {
      List<Policy> equal = List.of(MINUTE, new Policy(10, 3_600), new Policy(10, 30));
      assertThat(subject().decide(equal, 1).policy()).isEqualTo(new Policy(10, 3_600));
    }

    @Test
    void namesTheLongestOfThePoliciesThatRefuse() {
      Deciding subject = subject();
      List<Policy> three = List.of(new Policy(3, 60), new Policy(4, 3_600), new Policy(9, 86_400));
      subject.decide(three, 3);
      Decision one = subject.decide(three, 1);
      assertThat(one.admitted()).isFalse();
      assertThat(one.policy()).isEqualTo(new Policy(3, 60));
      assertThat(one.remaining()).isZero();
      assertThat(one.retryAfterSeconds()).isEqualTo(60);
      Decision two = subject.decide(three, 2);
      assertThat(two.policy()).isEqualTo(new Policy(4, 3_600));
      assertThat(two.remaining()).isEqualTo(1);
      assertThat(two.retryAfterSeconds()).isEqualTo(3_600);
    }

    @Test
    void chargesNoPolicyWhenOneRefuses() {
      Deciding subject = subject();
      subject.decide(BOTH, 10);
      assertThat(subject.decide(BOTH, 1).admitted()).isFalse();
      assertThat(subject.decide(List.of(HOUR), 0).remaining()).isEqualTo(5);
    }

    @Test
    void looksWithoutCounting() {
      Deciding subject = subject();
      assertThat(subject.decide(BOTH, 0)).isEqualTo(admitted(BOTH, MINUTE, 10, 0));
      subject.decide(BOTH, 10);
      assertThat(subject.decide(BOTH, 0)).isEqualTo(admitted(BOTH, MINUTE, 0, 61_000));
    }

    @Test
    void refusesACostAboveALimitWithoutCounting() {
      Deciding subject = subject();
      assertThat(subject.decide(BOTH, 11).admitted()).isFalse();
      assertThat(subject.decide(BOTH, Integer.MAX_VALUE).admitted()).isFalse();
      assertThat(subject.decide(BOTH, 10).admitted()).isTrue();
    }

    @Test
    void refusesListsOutOfBounds() {
      Deciding subject = subject();
      List<Policy> five = Collections.nCopies(5, MINUTE);
      assertThatIllegalArgumentException().isThrownBy(() -> subject.decide(List.of(), 1));
      assertThatIllegalArgumentException().isThrownBy(() -> subject.decide(five, 1));
      assertThat(subject.decide(BOTH, 0).remaining()).isEqualTo(10);
    }

    @Test
    void keepsItsCountWhenALimitIsEdited() {
      Deciding subject = subject();
      subject.decide(BOTH, 8);
      List<Policy> raised = List.of(new Policy(12, 60), HOUR);
      assertThat(subject.decide(raised, 0).remaining()).isEqualTo(4);
      Decision lowered = subject.decide(List.of(new Policy(5, 60), HOUR), 1);
      assertThat(lowered.admitted()).isFalse();
      assertThat(lowered.remaining()).isZero();
    }

    @Test
    void keepsTheWindowsOfTheSameLengthAndStartsOthersEmpty() {
      Deciding subject = subject();
      subject.decide(BOTH, 8);
      List<Policy> edited = List.of(new Policy(20, 3_600), new Policy(30, 30), MINUTE);
      assertThat(subject.decide(edited, 0)).isEqualTo(admitted(edited, MINUTE, 2, 61_000));
      assertThat(subject.decide(List.of(new Policy(30, 30)), 0).remaining()).isEqualTo(30);
      assertThat(subject.decide(List.of(new Policy(20, 3_600)), 0).remaining()).isEqualTo(20);
    }

    @Test
    void startsAWindowEmptyInThePlaceOfOneOfAnotherLength() {
      Deciding subject = subject();
      subject.decide(List.of(MINUTE), 8);
      assertThat(subject.decide(List.of(HOUR), 0).remaining()).isEqualTo(15);
      assertThat(subject.decide(List.of(MINUTE), 0).remaining()).isEqualTo(10);
    }

    @Test
    void countsTwoPoliciesOfOneLengthOnceEach() {
      Deciding subject = subject();
      List<Policy> twins = List.of(new Policy(10, 60), new Policy(4, 60));
      assertThat(subject.decide(twins, 3).remaining()).isEqualTo(1);
      assertThat(subject.decide(twins, 2).policy()).isEqualTo(new Policy(4, 60));
    }

    @Test
    void holdsTheLargestLimit() {
      Deciding subject = subject();
      List<Policy> most = List.of(new Policy(Policy.MAX_LIMIT, 60));
      assertThat(subject.decide(most, Policy.MAX_LIMIT).admitted()).isTrue();
      assertThat(after(subject, 60, most, 1).admitted()).isFalse();
      assertThat(after(subject, 1, most, Policy.MAX_LIMIT).admitted()).isTrue();
    }

    @Test
    void forgetsSlotBySlot() {
      Deciding subject = subject();
      for (int second = 0; second < 10; second++) {
        assertThat(after(subject, 1, BOTH, 1).admitted()).isTrue();
      }
      assertThat(after(subject, 51, List.of(MINUTE), 0).remaining()).isZero();
      for (int second = 1; second <= 10; second++) {
        assertThat(after(subject, 1, List.of(MINUTE), 0).remaining()).isEqualTo(second);
      }
    }
  }

  /** Random attempts and policies, counted by all three. */
  private static final class Round {
    private static final int STEPS = 120;
    private static final int[] LENGTHS = {30, 59, 60, 61, 3_600, 86_399, 86_400};

    private final Random random;
    private final MovableClock time;
    private final NaiveCounter naive = new NaiveCounter();
    private final String name;
    private List<Policy> policies;

    Round(int seed, MovableClock time) {
      this.random = new Random(seed);
      this.time = time;
      this.name = "seed " + seed;
      time.move(Duration.ofMillis(random.nextInt(1_000_000)));
      policies = policies();
    }

    private List<Policy> policies() {
      List<Policy> policies = new ArrayList<>();
      for (int i = random.nextInt(Policy.MAX_POLICIES); i >= 0; i--) {
        int limit = 1 + random.nextInt(random.nextBoolean() ? 20 : Policy.MAX_LIMIT);
        policies.add(new Policy(limit, LENGTHS[random.nextInt(LENGTHS.length)]));
      }
      return policies;
    }

    void run(RedisCounters<String> shared) {
      LocalCounters<String> local = new LocalCounters<>(time, 10);
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(20) == 0) {
          policies = policies();
        }
        int cost = cost();
        Decision expected = naive.decide(policies, cost, time.millis());
        String where = name + " step " + step;
        assertThat(local.decide(name, policies, cost)).as(where).isEqualTo(expected);
        assertThat(shared.decide(name, policies, cost)).as(where).isEqualTo(expected);
        time.move(Duration.ofMillis(random.nextInt(1 << random.nextInt(27))));
      }
    }

    private int cost() {
      int limit = policies.get(0).limit();
      return switch (random.nextInt(10)) {
        case 0, 1 -> 0;
        case 2 -> 1 + random.nextInt(limit + 1);
        default -> 1 + random.nextInt(Math.max(1, limit / 10));
      };
    }
  }
}
