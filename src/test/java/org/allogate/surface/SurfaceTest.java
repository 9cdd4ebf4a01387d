package org.allogate.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v2", "/api/v2/", "/api/v2/me", "api/v2", "api/v2/me", "/api/v2;a=b/me"})
  void isTheVaultUnderItsRoot(String path) {
    assertThat(Surface.of(path)).isEqualTo(Surface.VAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/oauth2", "/oauth2/", "/oauth2/token", "oauth2/token", "/oauth2;a/token"})
  void isOAuthUnderItsRoot(String path) {
    assertThat(Surface.of(path)).isEqualTo(Surface.OAUTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/oauth",
        "/oauth22/token",
        "/v1/oauth2",
        "/",
        "/v1",
        "/v1/store",
        "/api",
        "/api/v",
        "/api/v2x",
        "/api/v22/me",
        "/api/v1/me",
        "/v1/api/v2",
        "//api/v2",
        "/API/v2",
        "/errors/api/v2",
        "/api/v2%2Fme",
      })
  void isTheStoreEverywhereElse(String path) {
    assertThat(Surface.of(path)).isEqualTo(Surface.STORE);
  }

  @Test
  void hasItsOwnStatusOfViolations() {
    assertThat(Surface.STORE.violationStatus()).isEqualTo(400);
    assertThat(Surface.VAULT.violationStatus()).isEqualTo(422);
    assertThat(Surface.OAUTH.violationStatus()).isEqualTo(400);
  }
}
