package org.allogate.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.allogate.HandMadeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  private final PublicAddress address = new PublicAddress();

  @ParameterizedTest
  @ValueSource(strings = {"https://public.example", "https://public.example/"})
  void isTheSettingWithoutATrailingSlash(String setting) {
    address.configured = Optional.of(setting);
    assertThat(address.of(new HandMadeRequest().build())).isEqualTo("https://public.example");
  }

  @ParameterizedTest
  @CsvSource({
    "api.example, 443, https://api.example",
    "api.example, 80, https://api.example",
    "api.example, 9443, https://api.example:9443",
    "api.example, -1, https://api.example",
    "[::1], 9443, https://[::1]:9443",
    "127.0.0.1, 443, https://127.0.0.1",
  })
  void isWhatTheRequestNames(String host, int port, String base) {
    assertThat(named(host, port)).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a\"b", "<a>", "a\nb", "é.example", "a@b", "a:b"})
  void isLocalhostWhenTheRequestNamesNoHost(String host) {
    assertThat(named(host, 443)).isEqualTo("https://localhost");
    assertThat(named(null, 443)).isEqualTo("https://localhost");
  }

  @Test
  void isLocalhostForAHostOfTooManyCharacters() {
    assertThat(named("a".repeat(254), 443)).isEqualTo("https://localhost");
  }

  private String named(String host, int port) {
    address.configured = Optional.empty();
    return address.of(new HandMadeRequest().at(host, port).build());
  }
}
