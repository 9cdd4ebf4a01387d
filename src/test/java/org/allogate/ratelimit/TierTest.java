package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {
  @ParameterizedTest
  @CsvSource({"free, 10", "standard, 60", "pro, 300", "enterprise, 1500"})
  void hasItsUnitsAMinute(String name, int units) {
    Tier tier = Tier.byName(name).orElseThrow();
    assertThat(tier.tierName()).isEqualTo(name);
    assertThat(tier.policies()).containsExactly(new Policy(units, 60));
  }

  @Test
  void areFour() {
    assertThat(Tier.values()).hasSize(4);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "FREE", "Pro", " free", "gold"})
  void isFoundByItsExactNameAlone(String name) {
    assertThat(Tier.byName(name)).isEmpty();
  }
}
