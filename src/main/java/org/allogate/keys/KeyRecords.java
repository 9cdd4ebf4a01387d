package org.allogate.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/** The records of proven keys, from a cache bounded in size and in age. */
@ApplicationScoped
public class KeyRecords {
  @PersistenceContext EntityManager em;

  private final Cache<UUID, KeyRecord> cache;

  /** For the container's proxy. */
  protected KeyRecords() {
    cache = null;
  }

  @Inject
  KeyRecords(KeySettings settings) {
    cache =
        Caffeine.newBuilder()
            .maximumSize(settings.cacheSize())
            .expireAfterWrite(settings.cacheTimeToLive())
            .build();
  }

  /** The record of a proven key whose stored hash is that of the text shown. */
  public Optional<KeyRecord> of(ProvenKey key) {
    KeyRecord record = cache.get(key.id(), this::read);
    boolean same =
        record != null
            && record.environment() == key.environment()
            && MessageDigest.isEqual(record.hash(), key.hash());
    return same ? Optional.of(record) : Optional.empty();
  }

  // One read by primary key; every other row is joined by its own.
  private KeyRecord read(UUID id) {
    return em.createQuery(
            """
            select new org.allogate.keys.KeyRecord(
              k.id, k.hash, k.tenantId, k.organizationId, w.id, k.apiUserId, u.email,
              k.level, k.environment, k.name, k.prefix, k.scopes, k.tier, t.defaultTier,
              k.ratePolicy, k.expiresAt, k.revokedAt, t.active, u.active, o.active)
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
}
