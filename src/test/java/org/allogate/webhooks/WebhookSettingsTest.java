package org.allogate.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {
  @Test
  void hasDefaults() {
    assertThat(WebhookSettings.from(new SetSettings(Map.of()))).isEqualTo(new WebhookSettings(100));
  }

  @Test
  void isRead() {
    assertThat(
            WebhookSettings.from(new SetSettings(Map.of("allogate.webhooks.max-endpoints", "7"))))
        .isEqualTo(new WebhookSettings(7));
  }
}
