package org.allogate.idempotency;

import java.util.Optional;
import org.allogate.secrets.AesGcm;

/**
 * {@link AesGcm} under a key that follows from the caller's credential, which the server does not
 * keep: who has the database alone reads no answer. Bound to the request that is answered.
 */
final class AnswerSeal {
  private final byte[] key;

  /** A seal under a key of 32 bytes. */
  AnswerSeal(byte[] key) {
    this.key = key.clone();
  }

  byte[] seal(Answer answer, byte[] request) {
    return AesGcm.seal(key, answer.bytes(), request);
  }

  /** The answer; empty when a byte of it was changed, or it belongs to something else. */
  Optional<Answer> open(byte[] whole, byte[] request) {
    return AesGcm.open(key, whole, request).map(Answer::of);
  }
}
