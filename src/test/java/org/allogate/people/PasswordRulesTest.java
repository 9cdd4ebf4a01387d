package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String EMAIL = "alex.doe@example.com";
  private static final String NAME = "Alexandra Doe";

  private static boolean isGood(String password) {
    return PasswordRules.broken(password, EMAIL, NAME).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twelve chars",
        "            ",
        "ALL CAPITALS",
        "no digit at all",
        "\u4e2d\u6587\u5bc6\u7801 is one too"
      })
  void wantsNoComposition(String password) {
    assertThat(isGood(password)).isTrue();
  }

  @Test
  void countsCharactersAndNotUnits() {
    String hat = "\uD83C\uDFA9";
    assertThat(isGood(hat.repeat(11))).isFalse();
    assertThat(isGood(hat.repeat(12))).isTrue();
    assertThat(isGood(hat.repeat(128))).isTrue();
    assertThat(isGood(hat.repeat(129))).isFalse();
  }

  @Test
  void countsComposedCharactersOnce() {
    assertThat(isGood("e\u0301".repeat(11))).isFalse();
    assertThat(isGood("e\u0301".repeat(12))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alex.doe@example.com",
        "ALEX.DOE@example.com",
        " alexandra doe ",
        "passwordpassword",
        "PasswordPassword",
        "123456789012",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10\uff11\uff12",
        "correcthorsebatterystaple",
        "elevenchars",
        ""
      })
  void refusesWhatComesToMindFirst(String password) {
    assertThat(isGood(password)).isFalse();
  }

  @Test
  void saysNothingOfThePassword() {
    assertThat(PasswordRules.broken("passwordpassword", EMAIL, NAME))
        .hasValue("must not be one of the commonest passwords");
  }

  @Test
  void givesOneFormToWhatLooksTheSame() {
    assertThat(PasswordRules.normalized("e\u0301")).isEqualTo("\u00e9");
  }
}
