package org.allogate.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;

class AnswerSealTest {
  private static final byte[] REQUEST = new byte[32];
  private static final Answer ANSWER = answer(new Random(1));

  private final AnswerSeal seal = new AnswerSeal(new byte[32]);

  @Test
  void opensWhatItSealed() {
    RandomCases.each(
        2_000,
        random -> {
          Answer answer = answer(random);
          byte[] request = RandomCases.bytes(random, 32);
          AnswerSeal any = new AnswerSeal(RandomCases.bytes(random, 32));
          Answer opened = any.open(any.seal(answer, request), request).orElseThrow();
          assertThat(opened).usingRecursiveComparison().isEqualTo(answer);
        });
  }

  private static Answer answer(Random random) {
    return new Answer(
        200 + random.nextInt(5),
        random.nextBoolean() ? "" : "http://localhost/v1/\u00e4/" + random.nextInt(),
        RandomCases.bytes(random, random.nextInt(300)));
  }

  @Test
  void refusesEveryChangedByte() {
    byte[] sealed = seal.seal(ANSWER, REQUEST);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(seal.open(changed, REQUEST)).isEmpty();
      assertThat(seal.open(Arrays.copyOf(sealed, at), REQUEST)).isEmpty();
    }
  }

  @Test
  void refusesTheAnswerOfAnotherRequestAndOfAnotherCredential() {
    byte[] sealed = seal.seal(ANSWER, REQUEST);
    byte[] other = REQUEST.clone();
    other[0] = 1;
    assertThat(seal.open(sealed, other)).isEmpty();
    assertThat(new AnswerSeal(other).open(sealed, REQUEST)).isEmpty();
  }

  @Test
  void showsNothingOfTheAnswerAndNeverTheSameTwice() {
    Answer secret =
        new Answer(201, "", "allo_live_secret".repeat(9).getBytes(StandardCharsets.UTF_8));
    byte[] once = seal.seal(secret, REQUEST);
    assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(seal.seal(secret, REQUEST)).isNotEqualTo(once);
  }
}
