package org.allogate.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allogate.RandomCases;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.junit.jupiter.api.Test;

class MeansTest {
  private static final int SECONDS = 40;

  @Test
  void whatIsWithinNeverLetsMoreThrough() {
    int[] within = {0};
    RandomCases.each(
        20_000,
        random -> {
          List<Policy> inner = policies(random);
          List<Policy> outer = policies(random);
          if (Means.within(inner, outer)) {
            within[0]++;
            assertThat(exceeds(admitted(inner, random), outer))
                .as("%s within %s", inner, outer)
                .isFalse();
          }
        });
    assertThat(within[0]).isGreaterThan(1_000);
  }

  @Test
  void ofTwoPoliciesItSaysExactlyWhetherOneLetsMoreThrough() {
    RandomCases.each(
        5_000,
        random -> {
          List<Policy> inner = List.of(policy(random));
          List<Policy> outer = List.of(policy(random));
          assertThat(Means.within(inner, outer))
              .as("%s within %s", inner, outer)
              .isEqualTo(!exceeds(admitted(inner, null), outer));
        });
  }

  @Test
  void tiersAreWithinThoseAbove() {
    for (Tier inner : Tier.values()) {
      for (Tier outer : Tier.values()) {
        assertThat(Means.within(inner.policies(), outer.policies()))
            .isEqualTo(inner.compareTo(outer) <= 0);
      }
    }
  }

  @Test
  void doesNotOverflow() {
    Policy most = new Policy(Policy.MAX_LIMIT, 1);
    Policy bound = new Policy(Policy.MAX_LIMIT, Policy.MAX_WINDOW_SECONDS);
    assertThat(Means.within(List.of(most), List.of(bound))).isFalse();
    assertThat(Means.within(List.of(bound), List.of(most))).isTrue();
  }

  private static List<Policy> policies(Random random) {
    List<Policy> policies = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      policies.add(policy(random));
    }
    return policies;
  }

  private static Policy policy(Random random) {
    return new Policy(1 + random.nextInt(8), 1 + random.nextInt(8));
  }

  /** How many are admitted in each second to who always wants more, or now and then. */
  private static int[] admitted(List<Policy> policies, Random random) {
    int[] admitted = new int[SECONDS];
    for (int now = 0; now < SECONDS; now++) {
      boolean wants = random == null || random.nextInt(4) > 0;
      while (wants && admits(policies, admitted, now)) {
        admitted[now]++;
      }
    }
    return admitted;
  }

  private static boolean admits(List<Policy> policies, int[] admitted, int now) {
    return policies.stream()
        .allMatch(it -> inWindow(admitted, now, it.windowSeconds()) < it.limit());
  }

  private static boolean exceeds(int[] admitted, List<Policy> policies) {
    for (int now = 0; now < SECONDS; now++) {
      for (Policy policy : policies) {
        if (inWindow(admitted, now, policy.windowSeconds()) > policy.limit()) {
          return true;
        }
      }
    }
    return false;
  }

  private static int inWindow(int[] admitted, int now, int seconds) {
    int sum = 0;
    for (int at = Math.max(0, now - seconds + 1); at <= now; at++) {
      sum += admitted[at];
    }
    return sum;
  }
}
