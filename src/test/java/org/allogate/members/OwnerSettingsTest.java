package org.allogate.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.allogate.SetSettings;
import org.junit.jupiter.api.Test;

class OwnerSettingsTest {
  private static final String EMAIL = "allogate.owner.email";
  private static final String PASSWORD = "allogate.owner.password";

  private static OwnerSettings of(Map<String, String> texts) {
    return OwnerSettings.from(new SetSettings(texts));
  }

  @Test
  void hasTheseDefaults() {
    assertThat(of(Map.of()))
        .isEqualTo(new OwnerSettings(true, "Tenant", "", "", "http://localhost:9080"));
  }

  @Test
  void readsEverySetting() {
    OwnerSettings settings =
        of(
            Map.of(
                "allogate.demo",
                "true",
                "allogate.tenant.name",
                "Acme",
                "allogate.base-url",
                "https://api.example/",
                EMAIL,
                " ops@acme.example ",
                PASSWORD,
                "a long enough one"));
    assertThat(settings)
        .isEqualTo(
            new OwnerSettings(
                false, "Acme", "ops@acme.example", "a long enough one", "https://api.example"));
    assertThat(settings.toString()).doesNotContain("a long enough one");
    assertThat(settings.isPasswordOf("OPS@acme.example")).isTrue();
    assertThat(settings.isPasswordOf("other@acme.example")).isFalse();
  }

  @Test
  void refusesWhatCouldNotSignIn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(EMAIL, "ops")))
        .withMessage("allogate.owner.email must be an email address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(PASSWORD, "a long enough one")))
        .withMessage("allogate.owner.password needs allogate.owner.email");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(EMAIL, "ops@acme.example", PASSWORD, "short")))
        .withMessage("allogate.owner.password must have 12 to 128 characters");
  }
}
