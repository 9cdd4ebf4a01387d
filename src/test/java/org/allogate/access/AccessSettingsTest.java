package org.allogate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allogate.SetSettings;
import org.allogate.ratelimit.Policy;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(of(Map.of()))
        .isEqualTo(new AccessSettings(List.of(), new Policy(10, 60), Duration.ofMillis(10), false));
  }

  @Test
  void readsEverySetting() {
    Map<String, String> set =
        Map.of(
            "allogate.trusted-proxies", " 10.0.0.0/8, 192.0.2.1\t::1 ,",
            "allogate.failed-attempts", "3;w=5",
            "allogate.unproven-floor-millis", "0",
            "allogate.https-only", "true");
    List<Network> proxies =
        List.of(Network.parse("10.0.0.0/8"), Network.parse("192.0.2.1"), Network.parse("::1"));
    assertThat(of(set))
        .isEqualTo(new AccessSettings(proxies, new Policy(3, 5), Duration.ZERO, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/8;192.0.2.1", "*"})
  void refusesProxiesThatAreNoNetworks(String proxies) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("allogate.trusted-proxies", proxies)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0;w=60", "10;w=60, 20;w=3600"})
  void refusesFailedAttemptsThatAreNotOnePolicy(String attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("allogate.failed-attempts", attempts)));
  }

  private static AccessSettings of(Map<String, String> set) {
    return AccessSettings.from(new SetSettings(set));
  }
}
