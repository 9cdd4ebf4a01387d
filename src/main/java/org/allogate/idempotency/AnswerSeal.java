package org.allogate.idempotency;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) under a key that follows from the caller's credential, which the
 * server does not keep: who has the database alone reads no answer. Form: a random nonce of 96
 * bits, then the sealed bytes with a tag of 128 bits; bound to the request they answer.
 */
final class AnswerSeal {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /** A seal under a key of 32 bytes. */
  AnswerSeal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  byte[] seal(Answer answer, byte[] request) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, answer.bytes(), request).orElseThrow();
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return whole;
  }

  /** The answer; empty when a byte of it was changed, or it belongs to something else. */
  Optional<Answer> open(byte[] whole, byte[] request) {
    return whole.length < NONCE_BYTES + TAG_BITS / Byte.SIZE
        ? Optional.empty()
        : run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(whole, NONCE_BYTES),
                Arrays.copyOfRange(whole, NONCE_BYTES, whole.length),
                request)
            .map(Answer::of);
  }

  private Optional<byte[]> run(int mode, byte[] nonce, byte[] bytes, byte[] request) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(request);
      return Optional.of(cipher.doFinal(bytes));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
