package org.allogate.audit;

import static org.allogate.audit.Verification.Reason.CHANGED;
import static org.allogate.audit.Verification.Reason.HEAD;
import static org.allogate.audit.Verification.Reason.INSERTED;
import static org.allogate.audit.Verification.Reason.MISSING;

import java.security.MessageDigest;
import java.util.Iterator;
import java.util.UUID;
import org.allogate.audit.Verification.Reason;

/** Goes along a chain once, event by event, up to its sealed end, and stops where it breaks. */
final class ChainCheck {
  private final AuditChain end;
  private final boolean sealed;

  private long sequence;
  private UUID id;
  private byte[] hash = AuditTrail.BEGINNING;

  /**
   * A check up to an end.
   *
   * @param end null where there is none, which only fits a chain without events
   */
  ChainCheck(AuditChain end, ChainSeal seal) {
    this.end = end;
    this.sealed = end != null && seal.isOn(end);
  }

  /** What is found along these events, in the order of their sequence. */
  Verification of(Iterator<AuditEvent> events) {
    while (events.hasNext()) {
      AuditEvent event = events.next();
      Verification broken = broken(event);
      if (broken != null) {
        return broken;
      }
      sequence = event.sequence();
      id = event.id();
      hash = event.hash();
    }
    return atItsEnd();
  }

  private Verification broken(AuditEvent event) {
    if (event.sequence() > lastSequence()) {
      return sealed ? broken(event, INSERTED) : brokenEnd();
    }
    if (event.sequence() <= sequence) {
      return broken(event, INSERTED);
    }
    if (event.sequence() > sequence + 1) {
      return Verification.broken(sequence, sequence + 1, null, MISSING);
    }
    if (!MessageDigest.isEqual(event.digest(), event.hash())) {
      return broken(event, CHANGED);
    }
    return MessageDigest.isEqual(event.previousHash(), hash) ? null : broken(event, MISSING);
  }

  private Verification broken(AuditEvent event, Reason reason) {
    return Verification.broken(sequence, event.sequence(), event.id(), reason);
  }

  private Verification atItsEnd() {
    if (end == null) {
      return Verification.holds(0);
    }
    if (!sealed) {
      return brokenEnd();
    }
    if (sequence < lastSequence()) {
      return Verification.broken(sequence, sequence + 1, null, MISSING);
    }
    // Everything fits, but it is not what was sealed: somebody wrote all of it anew from some row
    // on.
    return MessageDigest.isEqual(hash, end.hash())
        ? Verification.holds(sequence)
        : Verification.broken(sequence - 1, sequence, id, CHANGED);
  }

  private Verification brokenEnd() {
    return Verification.broken(sequence, lastSequence(), null, HEAD);
  }

  private long lastSequence() {
    return end == null ? 0 : end.sequence();
  }
}
