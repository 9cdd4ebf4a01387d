package org.allogate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class ReplicaSettingsTest {
  private static ReplicaSettings of(Map<String, String> texts) {
    return ReplicaSettings.from(new SetSettings(texts));
  }

  @Test
  void thereIsNoReplicaUnlessOneIsNamed() {
    assertThat(of(Map.of())).isEqualTo(new ReplicaSettings(false, Duration.ofMillis(100)));
    assertThat(of(Map.of("allogate.db.replica.url", "")).on()).isFalse();
    assertThat(of(Map.of("allogate.db.replica.url", "jdbc:mariadb://r/allogate")).on()).isTrue();
  }

  @Test
  void readsWaitForOneMillisecondToTenSeconds() {
    assertThat(of(Map.of("allogate.db.replica.wait-millis", "250")).patience()).hasMillis(250);
    for (String wrong : new String[] {"0", "-1", "10001"}) {
      assertThatThrownBy(() -> of(Map.of("allogate.db.replica.wait-millis", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allogate.db.replica.wait-millis");
    }
  }
}
