package org.allogate.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class OidcSettingsTest {
  private static final Map<String, String> SET =
      Map.of(
          "allogate.oidc.provider", "https://id.example.com",
          "allogate.oidc.client-id", "console",
          "allogate.oidc.client-secret", "hush");

  @Test
  void areAbsentWithoutProvider() {
    assertThat(settings(Map.of())).isEmpty();
  }

  @Test
  void haveTheirDefaults() {
    assertThat(settings(SET))
        .hasValue(
            new OidcSettings(
                "https://id.example.com", "console", "hush", List.of("openid", "email")));
  }

  @Test
  void takeScopesApartAtSpacesAndCommas() {
    Map<String, String> set = new HashMap<>(SET);
    set.put("allogate.oidc.scopes", "openid, email  groups");
    assertThat(settings(set).orElseThrow().scopes()).containsExactly("openid", "email", "groups");
  }

  @Test
  void wantAClientWithTheProvider() {
    assertThatThrownBy(() -> settings(Map.of("allogate.oidc.provider", "https://id.example.com")))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void keepTheSecretToThemselves() {
    assertThat(settings(SET).orElseThrow().toString()).doesNotContain("hush");
  }

  private static Optional<OidcSettings> settings(Map<String, String> texts) {
    return OidcSettings.from(new SetSettings(texts));
  }
}
