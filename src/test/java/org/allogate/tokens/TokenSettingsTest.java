package org.allogate.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new TokenSettings(
                "http://localhost:9080",
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofDays(1),
                10_000));
  }

  @Test
  void readsEverySetting() {
    Map<String, String> set =
        Map.of(
            "allogate.base-url", "https://api.example/",
            "allogate.http.port", "8080",
            "allogate.tokens.lifetime-seconds", "60",
            "allogate.tokens.signing-key-days", "2",
            "allogate.tokens.published-ahead-hours", "3",
            "allogate.tokens.cache-size", "7");
    assertThat(read(set))
        .isEqualTo(
            new TokenSettings(
                "https://api.example",
                Duration.ofMinutes(1),
                Duration.ofDays(2),
                Duration.ofHours(3),
                7));
    assertThat(read(Map.of("allogate.http.port", "8080")).issuer())
        .isEqualTo("http://localhost:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "lifetime-seconds, 59",
    "lifetime-seconds, 86401",
    "signing-key-days, 0",
    "signing-key-days, 366",
    "published-ahead-hours, 0",
    "published-ahead-hours, 720",
    "cache-size, 0"
  })
  void refusesWhatIsOutOfBounds(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of("allogate.tokens." + name, value)))
        .withMessageContaining(name);
  }

  private static TokenSettings read(Map<String, String> set) {
    return TokenSettings.from(new SetSettings(set));
  }
}
