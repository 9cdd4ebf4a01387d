package org.allogate.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.allogate.secrets.ServerSecrets;
import org.allogate.secrets.SomeSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTokenTest {
  private final SealedToken tokens = new SealedToken(SomeSecrets.of(1).seal("session"));

  @Test
  void provesWhatItIssued() {
    SealedToken.Token token = tokens.issue();
    SealedToken.Token proven = tokens.prove(token.text()).orElseThrow();
    assertThat(proven.hash()).isEqualTo(token.hash()).hasSize(32);
    assertThat(token.text()).hasSize(88).matches("[A-Za-z0-9_.-]+");
  }

  @Test
  void neverIssuesTheSameTwice() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      texts.add(tokens.issue().text());
    }
    assertThat(texts).hasSize(1000);
  }

  @Test
  void provesNoTokenOfAnotherPurposeOrSecret() {
    String text = tokens.issue().text();
    ServerSecrets secrets = SomeSecrets.of(1);
    assertThat(new SealedToken(secrets.seal("invitation")).prove(text)).isEmpty();
    assertThat(new SealedToken(SomeSecrets.of(2).seal("session")).prove(text)).isEmpty();
  }

  @Test
  void provesNothingThatDiffersInOneCharacter() {
    String text = tokens.issue().text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.prove(text.substring(0, i) + other + text.substring(i + 1)))
          .as("character %d", i)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "\u00e9", "a.b"})
  void provesNothingElse(String text) {
    assertThat(tokens.prove(text)).isEmpty();
  }

  @Test
  void tellsNothingOfItself() {
    assertThat(tokens.issue().toString()).isEqualTo("Token");
  }
}
