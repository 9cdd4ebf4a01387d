package org.allogate.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D): a random nonce of 96 bits, then the sealed bytes with a tag of 128
 * bits.
 */
public final class AesGcm {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  /**
   * Seals bytes.
   *
   * @param key 32 bytes
   * @param owner what the bytes belong to; they cannot be opened for anything else
   */
  public static byte[] seal(byte[] key, byte[] open, byte[] owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, open, owner).orElseThrow();
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /** Opens what {@link #seal} gave; empty when it was changed, or sealed for something else. */
  public static Optional<byte[]> open(byte[] key, byte[] sealed, byte[] owner) {
    return sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE
        ? Optional.empty()
        : run(
            Cipher.DECRYPT_MODE,
            key,
            Arrays.copyOf(sealed, NONCE_BYTES),
            Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length),
            owner);
  }

  private static Optional<byte[]> run(
      int mode, byte[] key, byte[] nonce, byte[] bytes, byte[] owner) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner);
      return Optional.of(cipher.doFinal(bytes));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
