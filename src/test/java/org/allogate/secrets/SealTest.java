package org.allogate.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class SealTest {
  @Test
  void tagsAsAFreshMacDoes() {
    RandomCases.each(
        2_000,
        random -> {
          int id = random.nextInt(256);
          String purpose = "purpose " + random.nextInt(10);
          byte[] message = RandomCases.bytes(random, random.nextInt(300));
          assertThat(SomeSecrets.of(id).seal(purpose).tag(id, message))
              .isEqualTo(naive(id, purpose, message));
        });
  }

  @Test
  void tagsUnderTheSecretOfTheIdAsked() {
    Seal seal = SomeSecrets.of(2, 1).seal("a");
    byte[] message = {1, 2, 3};
    assertThat(seal.tag(2, message)).isEqualTo(naive(2, "a", message));
    assertThat(seal.tag(1, message)).isEqualTo(naive(1, "a", message));
  }

  @Test
  void differsByPurposeByIdAndByMessage() {
    Set<String> tags = new HashSet<>();
    for (String purpose : List.of("", "a", "b", "api-key", "cursor")) {
      for (int id : new int[] {1, 2}) {
        for (String message : List.of("", "a", "b")) {
          byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
          tags.add(HexFormat.of().formatHex(SomeSecrets.of(2, 1).seal(purpose).tag(id, bytes)));
        }
      }
    }
    assertThat(tags).hasSize(5 * 2 * 3);
  }

  @Test
  void givesTheSameTagsUnderEightThreads() throws Exception {
    Seal seal = SomeSecrets.of(1).seal("a");
    List<Boolean> right =
        Threads.run(
            8,
            thread ->
                () ->
                    IntStream.range(0, 5_000)
                        .allMatch(
                            i -> {
                              byte[] message =
                                  RandomCases.bytes(new Random(thread * 5_000L + i), 40);
                              return Arrays.equals(seal.tag(1, message), naive(1, "a", message));
                            }));
    assertThat(right).hasSize(8).containsOnly(true);
  }

  private static byte[] naive(int id, String purpose, byte[] message) {
    byte[] derived =
        hmac(SomeSecrets.bytes(id), ("allogate " + purpose).getBytes(StandardCharsets.UTF_8));
    return hmac(derived, message);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
