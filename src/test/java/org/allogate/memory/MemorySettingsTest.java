package org.allogate.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class MemorySettingsTest {
  private static MemorySettings of(Map<String, String> set) {
    return MemorySettings.from(new SetSettings(set));
  }

  @Test
  void hasTheseDefaults() {
    assertThat(of(Map.of())).isEqualTo(new MemorySettings(100_000, Duration.ofSeconds(5)));
  }

  @Test
  void readsEverySetting() {
    assertThat(of(Map.of("allogate.key-cache-size", "7", "allogate.key-cache-seconds", "2")))
        .isEqualTo(new MemorySettings(7, Duration.ofSeconds(2)));
  }

  @Test
  void remembersNothingWhereItIsOff() {
    assertThat(of(Map.of("allogate.key-cache", "off", "allogate.key-cache-seconds", "2")).life())
        .isZero();
    assertThat(of(Map.of("allogate.key-cache", "on")).life()).isPositive();
  }

  @Test
  void refusesLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("allogate.key-cache-seconds", "-1")))
        .withMessageContaining("allogate.key-cache-seconds");
  }
}
