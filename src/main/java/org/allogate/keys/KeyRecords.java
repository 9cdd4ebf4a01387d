package org.allogate.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allogate.metrics.Meters;
import org.allogate.tenancy.OwnerChanged;

/** The records of proven keys, from a cache bounded in size and in age. */
@ApplicationScoped
public class KeyRecords {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  private final Cache<UUID, Known> cache;
  private final AtomicLong generation = new AtomicLong();

  /** For the container's proxy. */
  protected KeyRecords() {
    cache = null;
  }

  @Inject
  KeyRecords(KeySettings settings) {
    cache =
        Caffeine.newBuilder()
            .recordStats()
            .maximumSize(settings.cacheSize())
            .expireAfterWrite(settings.cacheTimeToLive())
            .build();
  }

  @Inject
  void watched(Meters meters) {
    meters.cache("keys", cache);
  }

  /** The record of a proven key whose stored hash is that of the text shown. */
  public Optional<KeyRecord> of(ProvenKey key) {
    KeyRecord record = known(key.id());
    boolean same =
        record != null
            && record.environment() == key.environment()
            && MessageDigest.isEqual(record.hash(), key.hash());
    return same ? Optional.of(record) : Optional.empty();
  }

  /** The record of a key that something else proves, as a token does. */
  public Optional<KeyRecord> byId(UUID id) {
    return Optional.ofNullable(known(id));
  }

  // The generation is taken before the row is read: what was read before a change of its owner was
  // told cannot pass for what was read after.
  private KeyRecord known(UUID id) {
    long now = generation.get();
    Known known = cache.get(id, it -> known(now, it));
    if (known != null && known.generation < now) {
      known =
          cache
              .asMap()
              .compute(
                  id, (it, old) -> old != null && old.generation >= now ? old : known(now, it));
    }
    return known == null ? null : known.record;
  }

  private Known known(long now, UUID id) {
    KeyRecord record = read(id);
    return record == null ? null : new Known(record, now);
  }

  /**
   * Forgets a key that has changed. Waits for a read of it that is under way, whose result goes,
   * too: who asks after this has returned sees the change.
   */
  public void forget(UUID id) {
    cache.invalidate(id);
  }

  /** Forgets every key: for changes of their owners, and for a node that may have missed some. */
  public void forgetAll() {
    generation.incrementAndGet();
  }

  // After completion and not only after success: nobody knows how a commit ended that broke off.
  void onKeyChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) KeyChanged change) {
    forget(change.key());
  }

  void onOwnerChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) OwnerChanged change) {
    forgetAll();
  }

  // One read by primary key; every other row is joined by its own.
  private KeyRecord read(UUID id) {
    return em.createQuery(
            """
            select new org.allogate.keys.KeyRecord(
              k.id, k.hash, k.tenantId, k.organizationId, w.id, k.apiUserId, u.email,
              k.level, k.environment, k.name, k.prefix, k.scopes, k.tier, t.defaultTier,
              k.ratePolicy, k.allowedAddresses, k.expiresAt, k.revokedAt, k.replacedBy,
              o.renewWithinDays, t.active, u.active, o.active)
            from ApiKey k
            join Tenant t on t.id = k.tenantId
            join ApiUser u on u.id = k.apiUserId
            left join Organization o on o.id = k.organizationId
            left join Workspace w
              on w.organizationId = k.organizationId and w.environment = k.environment
            where k.id = :id
            """,
            KeyRecord.class)
        .setParameter("id", id)
        .getSingleResultOrNull();
  }

  private record Known(KeyRecord record, long generation) {}
}
