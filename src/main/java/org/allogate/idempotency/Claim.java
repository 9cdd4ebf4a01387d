package org.allogate.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** The {@code Idempotency-Key} of the request at hand, if it has one that counts. */
@RequestScoped
public class Claim {
  private byte[] id;
  private UUID token;
  private AnswerSeal seal;
  private boolean answered;

  void note(byte[] requestId) {
    id = requestId;
  }

  void hold(byte[] requestId, UUID claimToken, AnswerSeal answerSeal) {
    id = requestId;
    token = claimToken;
    seal = answerSeal;
  }

  /**
   * What tells this request from all others: 32 bytes that follow from the credential and the key
   * it sent. Empty when it sent none.
   */
  public Optional<byte[]> id() {
    return Optional.ofNullable(id).map(byte[]::clone);
  }

  /** Whether the answer is waited for. */
  boolean isHeld() {
    return token != null;
  }

  UUID token() {
    return token;
  }

  byte[] seal(Answer answer) {
    return seal.seal(answer, id);
  }

  /** Whether the answer was written into the transaction of the change. */
  boolean isAnswered() {
    return answered;
  }

  void answered(boolean written) {
    answered = written;
  }
}
