package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class KeySettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(KeySettings.from(new SetSettings(Map.of()))).isEqualTo(new KeySettings("allo"));
  }

  @Test
  void readsEverySetting() {
    assertThat(KeySettings.from(new SetSettings(Map.of("allogate.key-prefix", "acme"))))
        .isEqualTo(new KeySettings("acme"));
  }
}
