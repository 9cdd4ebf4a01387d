package org.allogate.secrets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@link AesGcm} under the deployment's key-encryption keys: the id of the key, then what it
 * sealed.
 */
public final class Envelope {
  private static final byte[] PURPOSE = {'e', 'n', 'v', 'e', 'l', 'o', 'p', 'e'};

  private final Seal keys;

  Envelope(Seal keys) {
    this.keys = keys;
  }

  /**
   * Seals bytes.
   *
   * @param owner what the bytes belong to; they cannot be opened for anything else
   */
  public byte[] seal(byte[] open, byte[] owner) {
    int key = keys.currentId();
    byte[] sealed = AesGcm.seal(keys.tag(key, PURPOSE), open, owner);
    return ByteBuffer.allocate(1 + sealed.length).put((byte) key).put(sealed).array();
  }

  /** Opens what {@link #seal} gave; empty when it was changed or its key is active no more. */
  public Optional<byte[]> open(byte[] envelope, byte[] owner) {
    if (envelope.length == 0 || !keys.knows(Byte.toUnsignedInt(envelope[0]))) {
      return Optional.empty();
    }
    byte[] key = keys.tag(Byte.toUnsignedInt(envelope[0]), PURPOSE);
    return AesGcm.open(key, Arrays.copyOfRange(envelope, 1, envelope.length), owner);
  }
}
