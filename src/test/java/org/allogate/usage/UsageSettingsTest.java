package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class UsageSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(UsageSettings.from(new SetSettings(Map.of())))
        .isEqualTo(new UsageSettings(true, 20_000));
  }

  @Test
  void readsEverySetting() {
    Map<String, String> set = Map.of("allogate.usage", "off", "allogate.usage-cells", "7");
    assertThat(UsageSettings.from(new SetSettings(set))).isEqualTo(new UsageSettings(false, 7));
  }
}
