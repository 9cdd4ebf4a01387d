package org.allogate.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSecretsTest {
  private static final String GOOD = Base64.getEncoder().encodeToString(SomeSecrets.bytes(1));
  private static final String SHORT = Base64.getEncoder().encodeToString(new byte[31]);

  @Test
  void signsWithTheFirstAndKnowsAll() {
    Seal seal =
        ServerSecrets.parse(" 7:" + GOOD + " ,\t255:" + GOOD + ",0:" + GOOD + "\n").seal("a");
    assertThat(seal.currentId()).isEqualTo(7);
    for (int id = 0; id < 256; id++) {
      assertThat(seal.knows(id)).as("id %d", id).isEqualTo(id == 7 || id == 255 || id == 0);
    }
  }

  @Test
  void takesSecretsLongerThanTheLeast() {
    String longer = Base64.getEncoder().encodeToString(new byte[64]);
    assertThat(ServerSecrets.parse("1:" + longer).seal("a").knows(1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",", ":", "1", "1:", ":%s", "x:%s", "1;%s", "-:%s", "1.0:%s", "%s"})
  void refusesWhatIsNotOfTheForm(String form) {
    refused(form.formatted(GOOD), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1:%s", "256:%s", "2147483647:%s"})
  void refusesIdsOutOfBoundsByName(String form) {
    refused(form.formatted(GOOD), "an id is not 0 to 255");
  }

  @Test
  void refusesShortSecretsByName() {
    refused("1:" + SHORT, "a secret is shorter than 32 bytes");
    refused("2:" + GOOD + ",1:" + SHORT, "a secret is shorter than 32 bytes");
  }

  @Test
  void refusesTheSameIdTwice() {
    refused("1:" + GOOD + ",1:" + GOOD, "the id 1 stands twice");
    refused("1:" + GOOD + ",2:" + GOOD + ",1:" + GOOD, "the id 1 stands twice");
  }

  @Test
  void refusesAMissingEntryBetweenCommas() {
    refused("1:" + GOOD + ",,2:" + GOOD, "an entry has no id");
    refused("1:" + GOOD + ",", "an entry has no id");
  }

  @Test
  void refusesTextThatIsNotBase64() {
    refused("1:" + GOOD + "!", "a secret is not base64");
    refused("1:" + "_".repeat(43), "a secret is not base64");
  }

  @Test
  void showsNoSecretInItsTexts() {
    ServerSecrets secrets = SomeSecrets.of(1);
    byte[] bytes = SomeSecrets.bytes(1);
    assertThat(secrets.toString()).doesNotContain(GOOD.substring(0, 8));
    assertThat(new ServerSecrets.Secret(3, bytes).toString()).isEqualTo("Secret[id=3]");
    assertThat(secrets.seal("a").toString())
        .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static void refused(String setting, String why) {
    assertThatThrownBy(() -> ServerSecrets.parse(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("allogate.secrets cannot be read: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith("openssl rand -base64 32")
        .message()
        .doesNotContain(GOOD.substring(0, 8), SHORT.substring(0, 8), "____");
  }
}
