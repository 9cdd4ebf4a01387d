package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allogate.RandomCases;
import org.allogate.secrets.Seal;
import org.allogate.secrets.SomeSecrets;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String OTHERS = ".=+/ ~?%\u0000\t\u007f\u0080é\u0100☃";
  private static final UUID ID = UUID.fromString("019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37");
  private static final String EMOJI = "\ud83d\ude00";

  private final KeyFormat format = format("allo", 1);

  @Test
  void provesWhatItIssued() {
    RandomCases.each(
        2_000,
        random -> {
          Environment environment = Environment.values()[random.nextInt(2)];
          String word = random.nextBoolean() ? "allo" : "k" + random.nextInt(1_000);
          KeyFormat any = format(word, random.nextInt(256));
          UUID id = new UUID(random.nextLong(), random.nextLong());
          IssuedKey key = any.issue(environment, id, RandomCases.bytes(random, 16));
          ProvenKey proven = any.prove(key.text()).orElseThrow();
          assertThat(proven.id()).isEqualTo(id);
          assertThat(proven.environment()).isEqualTo(environment);
          assertThat(proven.hash()).isEqualTo(key.hash()).isEqualTo(sha256(key.text()));
        });
  }

  @ParameterizedTest
  @EnumSource(Environment.class)
  void hasTheFormsOfTheContract(Environment environment) {
    IssuedKey key = format.issue(environment, ID);
    String head = "allo_" + environment.wireName() + "_";
    assertThat(key.text()).matches(head + "[A-Za-z0-9_-]{46}\\.[A-Za-z0-9_-]{43}");
    assertThat(key.prefix())
        .isEqualTo(key.text().substring(0, head.length() + 4))
        .matches(head + "[A-Za-z0-9_-]{4}");
    assertThat(key.preview())
        .isEqualTo(head + "***" + key.text().substring(key.text().length() - 6))
        .matches(head + "\\*\\*\\*[A-Za-z0-9_-]{6}");
  }

  @Test
  void givesEveryKeyBytesOfItsOwn() {
    Set<String> texts = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      IssuedKey key = format.issue(Environment.LIVE, ID);
      texts.add(key.text());
      prefixes.add(key.prefix());
    }
    assertThat(texts).hasSize(1_000);
    assertThat(prefixes).hasSizeGreaterThan(990);
  }

  @Test
  void givesTheSameKeyForTheSameBytes() {
    byte[] entropy = new byte[16];
    String text = format.issue(Environment.LIVE, ID, entropy).text();
    assertThat(format.issue(Environment.LIVE, ID, entropy).text()).isEqualTo(text);
    assertThat(format.issue(Environment.TEST, ID, entropy).text()).isNotEqualTo(text);
    assertThat(format("allo", 2).issue(Environment.LIVE, ID, entropy).text()).isNotEqualTo(text);
    entropy[15] = 1;
    assertThat(format.issue(Environment.LIVE, ID, entropy).text()).isNotEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(Environment.class)
  void refusesEveryChangeOfOneCharacter(Environment environment) {
    String text = format.issue(environment, ID).text();
    for (int at = 0; at < text.length(); at++) {
      for (char other : (ALPHABET + OTHERS).toCharArray()) {
        if (other != text.charAt(at)) {
          refused(text.substring(0, at) + other + text.substring(at + 1));
        }
      }
    }
  }

  @Test
  void refusesEveryPartOfAKey() {
    String text = format.issue(Environment.LIVE, ID).text();
    for (int from = 0; from < text.length(); from++) {
      refused(text.substring(0, from));
      refused(text.substring(from + 1));
      refused(text.substring(0, from) + text.substring(from + 1));
    }
  }

  @Test
  void refusesEveryExtensionOfAKey() {
    String text = format.issue(Environment.LIVE, ID).text();
    for (char more : (ALPHABET + OTHERS).toCharArray()) {
      for (int at = 0; at <= text.length(); at++) {
        refused(text.substring(0, at) + more + text.substring(at));
      }
    }
    refused(text + text);
    refused(text + "=");
    refused(text + "." + text);
  }

  @Test
  void refusesAnotherSpellingOfTheSameBytes() {
    RandomCases.each(
        50,
        random -> {
          byte[] entropy = RandomCases.bytes(random, 16);
          String text = format.issue(Environment.LIVE, ID, entropy).text();
          int dot = text.indexOf('.');
          refused(twin(text, text.length() - 1, dot + 1, text.length()));
          refused(twin(text, dot - 1, "allo_live_".length(), dot));
        });
  }

  // Changes the last character to another one that decodes to the same bytes.
  private static String twin(String text, int at, int from, int to) {
    byte[] bytes = Base64.getUrlDecoder().decode(text.substring(from, to));
    for (char other : ALPHABET.toCharArray()) {
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      byte[] decoded = Base64.getUrlDecoder().decode(changed.substring(from, to));
      if (other != text.charAt(at) && Arrays.equals(decoded, bytes)) {
        return changed;
      }
    }
    throw new AssertionError("no twin of " + text);
  }

  @Test
  void refusesPaddingInPlaceOfCharacters() {
    String text = format.issue(Environment.LIVE, ID).text();
    for (int at = 0; at < text.length(); at++) {
      for (int to = at + 1; to <= Math.min(at + 3, text.length()); to++) {
        refused(text.substring(0, at) + "=".repeat(to - at) + text.substring(to));
      }
    }
  }

  @Test
  void refusesAKeyOfAnotherWord() {
    String text = format.issue(Environment.LIVE, ID).text();
    KeyFormat acme = format("acme", 1);
    assertThat(acme.prove(text)).isEmpty();
    assertThat(acme.prove(text.replace("allo_", "acme_"))).isEmpty();
  }

  @Test
  void refusesAKeyWhoseEnvironmentIsChangedInItsText() {
    refused(format.issue(Environment.LIVE, ID).text().replace("_live_", "_test_"));
    refused(format.issue(Environment.TEST, ID).text().replace("_test_", "_live_"));
  }

  @Test
  void refusesThePayloadOfOneKeyWithTheSignatureOfAnother() {
    String one = format.issue(Environment.LIVE, ID).text();
    String other = format.issue(Environment.LIVE, ID).text();
    refused(one.substring(0, one.indexOf('.')) + other.substring(other.indexOf('.')));
  }

  @Test
  void refusesASignatureOfAnotherSecretOfTheSameId() {
    byte[] payload = new byte[34];
    payload[32] = 1;
    payload[33] = 1;
    assertThat(format.prove(signed(payload, SomeSecrets.of(1).seal("key"), 1))).isPresent();
    refused(signed(payload, SomeSecrets.of(2).seal("key"), 2));
    refused(signed(payload, SomeSecrets.of(1).seal("cursor"), 1));
  }

  @Test
  void refusesEveryOtherVersionThoughWellSigned() {
    byte[] payload = new byte[34];
    payload[32] = 1;
    Seal seal = SomeSecrets.of(1).seal("key");
    for (int version = 0; version < 256; version++) {
      payload[33] = (byte) version;
      Optional<ProvenKey> proven = format.prove(signed(payload, seal, 1));
      assertThat(proven.isPresent()).as("version %d", version).isEqualTo(version == 1);
    }
  }

  private static String signed(byte[] payload, Seal seal, int id) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String signed = "allo_live_" + encoder.encodeToString(payload);
    byte[] tag = seal.tag(id, signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + encoder.encodeToString(tag);
  }

  @Test
  void provesKeysOfTheOlderSecretWhileItIsActive() {
    String old = format.issue(Environment.LIVE, ID).text();
    KeyFormat rotated = format("allo", 2, 1);
    assertThat(rotated.prove(old)).isPresent();
    String fresh = rotated.issue(Environment.LIVE, ID).text();
    assertThat(rotated.prove(fresh)).isPresent();
    assertThat(format("allo", 1, 2).prove(fresh)).isPresent();
    assertThat(format("allo", 2).prove(fresh)).isPresent();
    assertThat(format("allo", 2).prove(old)).isEmpty();
    refused(fresh);
  }

  @Test
  void refusesTextsThatAreNotAscii() {
    String text = format.issue(Environment.LIVE, ID).text();
    for (int at = 0; at < text.length() - 1; at++) {
      refused(text.substring(0, at) + EMOJI + text.substring(at + 2));
      refused(text.substring(0, at) + "\ud83d" + text.substring(at + 1));
      refused(text.substring(0, at) + "\ude00" + text.substring(at + 1));
    }
    refused(EMOJI.repeat(50));
    refused(text.replace('_', '＿'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "_",
        ".",
        "allo",
        "allo_live_",
        "allo_live_.",
        "allo_test_..",
        "ALLO_LIVE_"
      })
  void refusesTextsWithoutAKey(String text) {
    refused(text);
  }

  @Test
  void refusesVeryLongTexts() {
    refused("allo_live_" + "A".repeat(1_000_000));
    refused("allo_live_" + "A".repeat(46) + "." + "A".repeat(1_000_000));
  }

  @Test
  void refusesRandomTexts() {
    String alphabet = ALPHABET + OTHERS;
    RandomCases.each(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder(random.nextBoolean() ? "allo_live_" : "");
          int length = random.nextInt(4) == 0 ? random.nextInt(200) : 90;
          for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
          }
          if (text.length() > 56 && random.nextBoolean()) {
            text.setCharAt(56, '.');
          }
          refused(text.toString());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "1a", "Allo", "al_lo", "al-lo", "allo ", "abcdefghijklmnopq", "élo"})
  void refusesAWordOutsideOfItsForm(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format(word, 1))
        .withMessageContaining("allogate.key-prefix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"al", "a1", "abcdefghijklmnop", "live", "test"})
  void takesAnyOtherWord(String word) {
    KeyFormat any = format(word, 1);
    IssuedKey key = any.issue(Environment.TEST, ID);
    assertThat(key.text()).startsWith(word + "_test_");
    assertThat(any.prove(key.text())).isPresent();
  }

  @Test
  void leaksNothingIntoTexts() {
    IssuedKey key = format.issue(Environment.LIVE, ID);
    ProvenKey proven = format.prove(key.text()).orElseThrow();
    assertThat(key.toString()).isEqualTo(key.preview());
    assertThat(proven.toString()).isEqualTo("ProvenKey[" + ID + "]");
    assertThat(format.toString()).doesNotContain(key.text());
  }

  private void refused(String text) {
    assertThat(format.prove(text)).as(text).isEmpty();
  }

  private static KeyFormat format(String word, int... secrets) {
    return new KeyFormat(word, SomeSecrets.of(secrets).seal("key"));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
