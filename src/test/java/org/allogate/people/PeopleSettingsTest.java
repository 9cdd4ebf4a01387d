package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.allogate.SetSettings;
import org.allogate.ratelimit.Policy;
import org.junit.jupiter.api.Test;

class PeopleSettingsTest {
  @Test
  void haveTheseDefaults() {
    SetSettings none = new SetSettings(Map.of());
    assertThat(SessionSettings.from(none))
        .isEqualTo(
            new SessionSettings(
                Duration.ofMinutes(60), Duration.ofHours(12), List.of(new Policy(600, 60))));
    assertThat(SignInSettings.from(none))
        .isEqualTo(
            new SignInSettings(
                210_000, new Policy(10, 300), new Policy(30, 300), Duration.ofMillis(400)));
  }

  @Test
  void readEverySetting() {
    SetSettings set =
        new SetSettings(
            Map.of(
                "allogate.session.idle-minutes", "5",
                "allogate.session.hours", "1",
                "allogate.session.limit", "7;w=8",
                "allogate.password.iterations", "2048",
                "allogate.sign-in.attempts", "3;w=4",
                "allogate.sign-in.attempts-of-address", "5;w=6",
                "allogate.sign-in.floor-millis", "9"));
    assertThat(SessionSettings.from(set))
        .isEqualTo(
            new SessionSettings(
                Duration.ofMinutes(5), Duration.ofHours(1), List.of(new Policy(7, 8))));
    assertThat(SignInSettings.from(set))
        .isEqualTo(
            new SignInSettings(2048, new Policy(3, 4), new Policy(5, 6), Duration.ofMillis(9)));
  }
}
