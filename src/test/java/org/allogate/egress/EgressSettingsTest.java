package org.allogate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allogate.SetSettings;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressSettingsTest {
  @Test
  void callsThePublicEncryptedAndForFifteenSecondsByDefault() {
    assertThat(read(Map.of()))
        .isEqualTo(new EgressSettings(false, List.of(), Duration.ofSeconds(15)));
  }

  @Test
  void callsThisMachineInADemo() {
    assertThat(read(Map.of("allogate.demo", "true")).allowed())
        .containsExactly(Network.parse("127.0.0.1/32"));
  }

  @Test
  void callsWhatIsSetInADemoToo() {
    assertThat(
            read(
                Map.of(
                    "allogate.demo", "true",
                    "allogate.webhooks.allow-http", "true",
                    "allogate.webhooks.allowed-networks", "10.1.0.0/16, fd00::/8",
                    "allogate.webhooks.timeout-seconds", "3")))
        .isEqualTo(
            new EgressSettings(
                true,
                List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00::/8")),
                Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "61"})
  void refusesTimeoutsThatAreNone(String seconds) {
    assertThatThrownBy(() -> read(Map.of("allogate.webhooks.timeout-seconds", seconds)))
        .hasMessageContaining("allogate.webhooks.timeout-seconds");
  }

  @Test
  void refusesNetworksThatAreNone() {
    assertThatThrownBy(() -> read(Map.of("allogate.webhooks.allowed-networks", "localhost")))
        .hasMessageContaining("localhost");
  }

  private static EgressSettings read(Map<String, String> settings) {
    return EgressSettings.from(new SetSettings(settings));
  }
}
