package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What concerns the counter itself; what it decides is in {@link DecisionsTest}. */
class CounterTest {
  private static final long NOW = 1_780_000_000_000L;
  private static final Policy MINUTE = new Policy(10, 60);
  private static final Policy HOUR = new Policy(15, 3_600);
  private static final List<Policy> BOTH = List.of(MINUTE, HOUR);

  private final Counter counter = new Counter(BOTH);

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
}
