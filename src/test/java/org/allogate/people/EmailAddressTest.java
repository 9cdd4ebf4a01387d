package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"a@b", "alex.doe+shop@example.com", "\u00fc@b\u00fccher.example"})
  void takesOneAtWithSomethingOnBothSides(String text) {
    assertThat(EmailAddress.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a b@c",
        "a\t@b",
        "a@b\n",
        "a\u00ad@b",
        "a\u200b@b",
        "a\u2028@b",
        "a\u0000@b"
      })
  void refusesAnythingElseAndWhatDoesNotShow(String text) {
    assertThat(EmailAddress.isOne(text)).isFalse();
  }

  @Test
  void tellsAddressesApartByWhatShowsIgnoringCase() {
    assertThat(EmailAddress.canonical(" Alex@Example.COM ")).isEqualTo("alex@example.com");
    assertThat(EmailAddress.canonical("a\u00adlex@example.com")).isNotEqualTo("alex@example.com");
    assertThat(EmailAddress.canonical("\u00e1lex@example.com")).isNotEqualTo("alex@example.com");
  }
}
