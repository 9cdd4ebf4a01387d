package org.allogate.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.secrets.ServerSecrets;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/** Writes down what was done, in the transaction of the deed, at the end of the tenant's chain. */
@ApplicationScoped
public class AuditTrail {
  static final byte[] BEGINNING = new byte[32];

  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long LAST_MILLIS = (1L << 48) - 1;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Caller caller;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();
  private final ChainSeal seal;

  /** For the container's proxy. */
  protected AuditTrail() {
    seal = null;
  }

  @Inject
  AuditTrail(ServerSecrets secrets) {
    seal = ChainSeal.of(secrets);
  }

  /**
   * Writes down what the caller of this request did. See {@link #record(UUID, Actor, Origin,
   * List)}.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(AuditEntry... entries) {
    record(caller.tenant(), caller.actor(), caller.origin(), List.of(entries));
  }

  /**
   * Writes down what somebody did. To be called last in the transaction: the end of the chain stays
   * locked until its commit, and whoever holds it must not wait for another lock.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(UUID tenant, Actor actor, Origin origin, List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    em.flush();
    AuditChain chain = locked(tenant);
    long sequence = chain.sequence();
    byte[] hash = chain.hash();
    // Time never runs backwards in a chain, whatever the nodes' clocks say.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant time = now.isBefore(chain.time()) ? chain.time() : now;
    for (AuditEntry entry : entries) {
      sequence++;
      AuditEvent event =
          new AuditEvent(id(time, sequence), tenant, sequence, time, actor, origin, entry, hash);
      hash = event.hash();
      em.persist(event);
    }
    chain.grow(sequence, time, hash, seal.currentId(), seal.tag(sequence, time, hash));
    em.flush();
  }

  private AuditChain locked(UUID tenant) {
    AuditChain chain = em.find(AuditChain.class, tenant, LockModeType.PESSIMISTIC_WRITE);
    if (chain == null) {
      begin(tenant);
      chain = em.find(AuditChain.class, tenant, LockModeType.PESSIMISTIC_WRITE);
    }
    return chain;
  }

  // Two who begin the same chain: one row.
  private void begin(UUID tenant) {
    em.createNativeQuery(
            "insert ignore into audit_chain (tenant_id, sequence, time, hash, secret_id, seal)"
                + " values (:tenant, 0, '1970-01-01', :hash, :secret, :seal)")
        .setParameter("tenant", tenant)
        .setParameter("hash", BEGINNING)
        .setParameter("secret", seal.currentId())
        .setParameter("seal", seal.tag(0, Instant.EPOCH, BEGINNING))
        .executeUpdate();
  }

  // A UUIDv7 (RFC 9562, section 5.7) of the event's own time, its random part begun by 24 bits of
  // the sequence: the order of ids is that of the chain, and a time bounds a range of ids.
  private UUID id(Instant time, long sequence) {
    long high = time.toEpochMilli() << 16 | 0x7000 | sequence >>> 12 & 0xFFF;
    long low = random.nextLong() & 0x0003_FFFF_FFFF_FFFFL | (sequence & 0xFFF) << 50 | VARIANT;
    return new UUID(high, low);
  }

  /** The smallest id that an event of a time can have, or of a later one; to the millisecond. */
  static UUID firstIdOf(Instant time) {
    long millis = Math.max(0, Math.min(time.toEpochMilli(), LAST_MILLIS));
    return new UUID(millis << 16 | 0x7000, VARIANT);
  }
}
