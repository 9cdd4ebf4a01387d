package org.allogate.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final byte[] OWNER = {1, 2, 3, 4};

  private final Envelope envelope = SomeSecrets.of(1).envelope("key");

  @Test
  void opensWhatItSealed() {
    RandomCases.each(
        500,
        random -> {
          byte[] text = RandomCases.bytes(random, random.nextInt(200));
          byte[] owner = RandomCases.bytes(random, 16);
          byte[] sealed = envelope.seal(text, owner);
          assertThat(envelope.open(sealed, owner))
              .hasValueSatisfying(it -> assertThat(it).isEqualTo(text));
          assertThat(sealed).hasSize(1 + 12 + text.length + 16);
        });
  }

  @Test
  void opensNothingThatWasChanged() {
    byte[] sealed = envelope.seal(new byte[40], OWNER);
    for (int at = 0; at < sealed.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] changed = sealed.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(envelope.open(changed, OWNER)).as("byte %d, bit %d", at, bit).isEmpty();
      }
    }
    for (int length = 0; length < sealed.length; length++) {
      assertThat(envelope.open(Arrays.copyOf(sealed, length), OWNER)).isEmpty();
    }
    assertThat(envelope.open(Arrays.copyOf(sealed, sealed.length + 1), OWNER)).isEmpty();
  }

  @Test
  void opensForItsOwnerAlone() {
    byte[] sealed = envelope.seal(new byte[40], OWNER);
    assertThat(envelope.open(sealed, new byte[] {1, 2, 3, 5})).isEmpty();
    assertThat(envelope.open(sealed, new byte[0])).isEmpty();
    assertThat(SomeSecrets.of(1).envelope("other").open(sealed, OWNER)).isEmpty();
  }

  @Test
  void opensAsLongAsItsKeyIsKnown() {
    byte[] sealed = envelope.seal(new byte[40], OWNER);
    assertThat(SomeSecrets.of(2, 1).envelope("key").open(sealed, OWNER)).isPresent();
    assertThat(SomeSecrets.of(2).envelope("key").open(sealed, OWNER)).isEmpty();
    assertThat(SomeSecrets.of(2, 1).envelope("key").seal(new byte[1], OWNER)[0])
        .isEqualTo((byte) 2);
    byte[] high = SomeSecrets.of(255).envelope("key").seal(new byte[1], OWNER);
    assertThat(SomeSecrets.of(1, 255).envelope("key").open(high, OWNER)).isPresent();
  }

  @Test
  void sealsNothingTwiceAlikeWhateverTheThreads() throws Exception {
    Set<String> nonces = new HashSet<>();
    for (Set<String> of :
        Threads.run(
            4,
            thread ->
                () -> {
                  Set<String> own = new HashSet<>();
                  for (int i = 0; i < 1_000; i++) {
                    byte[] sealed = envelope.seal(new byte[1], OWNER);
                    own.add(Arrays.toString(Arrays.copyOfRange(sealed, 1, 13)));
                    assertThat(envelope.open(sealed, OWNER)).isPresent();
                  }
                  return own;
                })) {
      nonces.addAll(of);
    }
    assertThat(nonces).hasSize(4_000);
  }
}
