package org.allogate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.allogate.PublishedVerifiers;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final long NOW = Instant.now().getEpochSecond();
  private static final UUID ID = UUID.fromString("0198f2c4-0000-7000-8000-000000000001");
  private static final String BODY = "{\"type\":\"product.created\",\"data\":{\"name\":\"Ä €\"}}";
  private static final byte[] SECRET = RandomCases.bytes(new Random(1), 32);
  private static final byte[] BEFORE = RandomCases.bytes(new Random(2), 32);

  private static String of(byte[]... secrets) {
    return Signature.of(List.of(secrets), ID, NOW, BODY.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean verify(byte[] secret, String id, String time, String sign, String body) {
    return PublishedVerifiers.of(secret).verify(id, time, sign, body);
  }

  @Test
  void isVerifiedByThePublishedLibraries() {
    assertThat(verify(SECRET, "" + ID, "" + NOW, of(SECRET), BODY)).isTrue();
  }

  @Test
  void isVerifiedUnderTheTextOfASecret() {
    PublishedVerifiers shown =
        PublishedVerifiers.of("whsec_" + Base64.getEncoder().encodeToString(SECRET));
    assertThat(shown.verify("" + ID, "" + NOW, of(SECRET), BODY)).isTrue();
    assertThat(shown.verify("" + ID, "" + NOW, of(BEFORE), BODY)).isFalse();
  }

  @Test
  void isThatOfThePublishedLibrariesAtAnyTime() {
    for (long second : new long[] {0, NOW - 600, NOW, NOW + 3_000_000}) {
      assertThat(Signature.of(List.of(SECRET), ID, second, BODY.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(PublishedVerifiers.of(SECRET).sign("" + ID, second, BODY));
    }
  }

  @Test
  void isVerifiedWhateverTheBody() {
    RandomCases.each(
        200,
        random -> {
          byte[] secret = RandomCases.bytes(random, 32);
          UUID id = new UUID(random.nextLong(), random.nextLong());
          StringBuilder text = new StringBuilder();
          random.ints(random.nextInt(300), 0, 0xD7FF).forEach(text::appendCodePoint);
          String body = text.toString();
          String signature =
              Signature.of(List.of(secret), id, NOW, body.getBytes(StandardCharsets.UTF_8));
          assertThat(verify(secret, "" + id, "" + NOW, signature, body)).isTrue();
        });
  }

  @Test
  void failsOnEveryChangedByte() {
    for (int i = 0; i < BODY.length(); i++) {
      assertThat(verify(SECRET, "" + ID, "" + NOW, of(SECRET), changed(BODY, i))).isFalse();
    }
    for (int i = 0; i < ID.toString().length(); i++) {
      assertThat(verify(SECRET, changed("" + ID, i), "" + NOW, of(SECRET), BODY)).isFalse();
    }
    String signature = of(SECRET);
    for (int i = "v1,".length(); i < signature.length() - 2; i++) {
      assertThat(verify(SECRET, "" + ID, "" + NOW, changed(signature, i), BODY)).isFalse();
    }
    for (int off = 1; off < 100; off++) {
      assertThat(verify(SECRET, "" + ID, "" + (NOW - off), of(SECRET), BODY)).isFalse();
      assertThat(verify(SECRET, "" + ID, "" + (NOW + off), of(SECRET), BODY)).isFalse();
    }
  }

  @Test
  void failsWhenItIsOld() {
    long old = NOW - 600;
    String signature =
        Signature.of(List.of(SECRET), ID, old, BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(verify(SECRET, "" + ID, "" + old, signature, BODY)).isFalse();
  }

  @Test
  void failsUnderAnotherSecret() {
    assertThat(verify(BEFORE, "" + ID, "" + NOW, of(SECRET), BODY)).isFalse();
  }

  @Test
  void isVerifiedUnderEitherSecretDuringARotation() {
    String both = of(SECRET, BEFORE);
    assertThat(both.split(" ")).hasSize(2).allMatch(it -> it.startsWith("v1,"));
    assertThat(verify(SECRET, "" + ID, "" + NOW, both, BODY)).isTrue();
    assertThat(verify(BEFORE, "" + ID, "" + NOW, both, BODY)).isTrue();
    assertThat(verify(new byte[32], "" + ID, "" + NOW, both, BODY)).isFalse();
  }

  private static String changed(String text, int at) {
    char c = text.charAt(at) == 'a' ? 'b' : 'a';
    return text.substring(0, at) + c + text.substring(at + 1);
  }
}
