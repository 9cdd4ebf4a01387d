package org.allogate.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) under the deployment's key-encryption keys: the id of the key, a
 * random nonce of 96 bits, and the sealed bytes with a tag of 128 bits.
 */
public final class Envelope {
  private static final byte[] PURPOSE = {'e', 'n', 'v', 'e', 'l', 'o', 'p', 'e'};
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Seal keys;
  private final SecureRandom random = new SecureRandom();

  Envelope(Seal keys) {
    this.keys = keys;
  }

  /**
   * Seals bytes.
   *
   * @param owner what the bytes belong to; they cannot be opened for anything else
   */
  public byte[] seal(byte[] open, byte[] owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    int key = keys.currentId();
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, open, owner).orElseThrow();
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put((byte) key)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** Opens what {@link #seal} gave; empty when it was changed or its key is active no more. */
  public Optional<byte[]> open(byte[] envelope, byte[] owner) {
    if (envelope.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(envelope);
    int key = Byte.toUnsignedInt(parts.get());
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] sealed = new byte[parts.remaining()];
    parts.get(sealed);
    return keys.knows(key) ? run(Cipher.DECRYPT_MODE, key, nonce, sealed, owner) : Optional.empty();
  }

  private Optional<byte[]> run(int mode, int key, byte[] nonce, byte[] bytes, byte[] owner) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          mode,
          new SecretKeySpec(keys.tag(key, PURPOSE), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner);
      return Optional.of(cipher.doFinal(bytes));
    } catch (javax.crypto.AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
