package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {
  private static final long NOW = 1_780_000_000_000L;
  private static final Policy MINUTE = new Policy(10, 60);
  private static final Policy HOUR = new Policy(15, 3_600);
  private static final List<Policy> BOTH = List.of(MINUTE, HOUR);

  private final Counter counter = new Counter(BOTH);

  @Test
  void namesThePolicyWithTheFewestUnitsLeftWhenItAdmits() {
    assertThat(decide(BOTH, 4, NOW)).isEqualTo(admitted(BOTH, MINUTE, 6, NOW + 61_000));
    Decision later = decide(BOTH, 8, NOW + 61_000);
    assertThat(later.policy()).isEqualTo(MINUTE);
    assertThat(later.remaining()).isEqualTo(2);
    later = decide(BOTH, 1, NOW + 122_000);
    assertThat(later.policy()).isEqualTo(HOUR);
    assertThat(later.remaining()).isEqualTo(2);
  }

  @Test
  void namesTheLongestOfPoliciesWithAsFewUnitsLeft() {
    List<Policy> equal = List.of(MINUTE, new Policy(10, 3_600), new Policy(10, 1));
    assertThat(decide(equal, 1, NOW).policy()).isEqualTo(new Policy(10, 3_600));
  }

  @Test
  void namesTheLongestOfThePoliciesThatRefuse() {
    List<Policy> three = List.of(new Policy(3, 60), new Policy(4, 3_600), new Policy(9, 86_400));
    decide(three, 3, NOW);
    Decision one = decide(three, 1, NOW);
    assertThat(one.admitted()).isFalse();
    assertThat(one.policy()).isEqualTo(new Policy(3, 60));
    assertThat(one.remaining()).isZero();
    assertThat(one.retryAfterSeconds()).isEqualTo(60);
    Decision two = decide(three, 2, NOW);
    assertThat(two.policy()).isEqualTo(new Policy(4, 3_600));
    assertThat(two.remaining()).isEqualTo(1);
    assertThat(two.retryAfterSeconds()).isEqualTo(3_600);
  }

  @Test
  void chargesNoPolicyWhenOneRefuses() {
    decide(BOTH, 10, NOW);
    assertThat(decide(BOTH, 1, NOW).admitted()).isFalse();
    assertThat(decide(List.of(HOUR), 0, NOW).remaining()).isEqualTo(5);
  }

  @Test
  void looksWithoutCounting() {
    assertThat(decide(BOTH, 0, NOW)).isEqualTo(admitted(BOTH, MINUTE, 10, NOW));
    decide(BOTH, 10, NOW);
    Decision look = decide(BOTH, 0, NOW + 500);
    assertThat(look).isEqualTo(admitted(BOTH, MINUTE, 0, NOW + 61_000));
  }

  @Test
  void refusesACostAboveALimitWithoutCounting() {
    assertThat(decide(BOTH, 11, NOW).admitted()).isFalse();
    assertThat(decide(BOTH, 10, NOW).admitted()).isTrue();
  }

  @Test
  void refusesNegativeCostsAndListsOutOfBounds() {
    List<Policy> five = Collections.nCopies(5, MINUTE);
    assertThatIllegalArgumentException().isThrownBy(() -> decide(BOTH, -1, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> decide(List.of(), 1, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> decide(five, 1, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> new Counter(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Counter(five));
    assertThat(decide(BOTH, 0, NOW).remaining()).isEqualTo(10);
  }

  @Test
  void keepsItsCountWhenALimitIsEdited() {
    decide(BOTH, 8, NOW);
    assertThat(decide(List.of(new Policy(12, 60), HOUR), 0, NOW).remaining()).isEqualTo(4);
    Decision lowered = decide(List.of(new Policy(5, 60), HOUR), 1, NOW);
    assertThat(lowered.admitted()).isFalse();
    assertThat(lowered.remaining()).isZero();
  }

  @Test
  void keepsTheWindowsOfTheSameLengthAndStartsOthersEmpty() {
    decide(BOTH, 8, NOW);
    List<Policy> edited = List.of(new Policy(20, 3_600), new Policy(30, 1), MINUTE);
    assertThat(decide(edited, 0, NOW)).isEqualTo(admitted(edited, MINUTE, 2, NOW + 61_000));
    assertThat(decide(List.of(new Policy(30, 1)), 0, NOW).remaining()).isEqualTo(30);
    assertThat(decide(List.of(new Policy(20, 3_600)), 0, NOW).remaining()).isEqualTo(20);
  }

  @Test
  void countsTwoPoliciesOfOneLengthOnceEach() {
    List<Policy> twins = List.of(new Policy(10, 60), new Policy(4, 60));
    assertThat(decide(twins, 3, NOW).remaining()).isEqualTo(1);
    assertThat(decide(twins, 2, NOW).policy()).isEqualTo(new Policy(4, 60));
  }

  @Test
  void retiresOnlyWhenNothingIsCountedAndThenDecidesNothing() {
    decide(BOTH, 1, NOW);
    assertThat(counter.retireIfEmpty(NOW + 61_000)).isFalse();
    assertThat(counter.retireIfEmpty(NOW + 3_660_000)).isTrue();
    assertThat(counter.decide(BOTH, 1, NOW + 3_660_000)).isEmpty();
  }

  @Test
  void copiesItsCountButLivesItsOwnLife() {
    decide(BOTH, 4, NOW);
    Counter copy = new Counter(counter);
    assertThat(copy.decide(BOTH, 1, NOW).orElseThrow().remaining()).isEqualTo(5);
    assertThat(decide(BOTH, 0, NOW).remaining()).isEqualTo(6);
  }

  private Decision decide(List<Policy> policies, int cost, long nowMillis) {
    return counter.decide(policies, cost, nowMillis).orElseThrow();
  }

  private static Decision admitted(
      List<Policy> policies, Policy policy, int remaining, long emptyAtMillis) {
    return new Decision(true, policies, policy, remaining, emptyAtMillis);
  }
}
