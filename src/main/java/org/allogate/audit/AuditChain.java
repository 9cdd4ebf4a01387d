package org.allogate.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The end of a tenant's chain, sealed: what is missing at the end shows against it. */
@Entity
@Table(name = "audit_chain")
class AuditChain {
  @Id
  @Column(name = "tenant_id")
  private UUID tenantId;

  private long sequence;
  private Instant time;
  private byte[] hash;

  @Column(name = "secret_id")
  private int secretId;

  private byte[] seal;

  /** For Hibernate. */
  protected AuditChain() {}

  long sequence() {
    return sequence;
  }

  Instant time() {
    return time;
  }

  byte[] hash() {
    return hash.clone();
  }

  int secretId() {
    return secretId;
  }

  byte[] seal() {
    return seal.clone();
  }

  void grow(long toSequence, Instant toTime, byte[] toHash, int underSecret, byte[] tag) {
    sequence = toSequence;
    time = toTime;
    hash = toHash.clone();
    secretId = underSecret;
    seal = tag.clone();
  }
}
