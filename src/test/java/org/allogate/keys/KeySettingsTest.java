package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class KeySettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(KeySettings.from(new SetSettings(Map.of())))
        .isEqualTo(new KeySettings("allo", 100_000, Duration.ofSeconds(5)));
  }

  @Test
  void readsEverySetting() {
    Map<String, String> set =
        Map.of(
            "allogate.key-prefix", "acme",
            "allogate.key-cache-size", "7",
            "allogate.key-cache-seconds", "2");
    assertThat(KeySettings.from(new SetSettings(set)))
        .isEqualTo(new KeySettings("acme", 7, Duration.ofSeconds(2)));
  }
}
