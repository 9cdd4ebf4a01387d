package org.allogate.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.input.Ids;
import org.allogate.memory.MemorySettings;
import org.allogate.memory.Remembered;
import org.allogate.metrics.Meters;
import org.allogate.redis.Messages;
import org.allogate.tenancy.OwnerChanged;

/** The records of proven keys, remembered for a few seconds unless somebody changes them. */
@ApplicationScoped
public class KeyRecords {
  /** Under which nodes tell which keys have changed. */
  static final String TOPIC = "key";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  private final Messages messages;
  private final Remembered<UUID, KeyRecord> known;

  /** For the container's proxy. */
  protected KeyRecords() {
    messages = null;
    known = null;
  }

  @Inject
  KeyRecords(MemorySettings settings, Messages messages) {
    this.messages = messages;
    this.known = new Remembered<>(settings, this::read);
    hear();
  }

  /** Of rows that are somewhere else. */
  KeyRecords(MemorySettings settings, Messages messages, Function<UUID, KeyRecord> rows) {
    this.messages = messages;
    this.known = new Remembered<>(settings, rows);
    hear();
  }

  private void hear() {
    messages.on(TOPIC, text -> forget(ids(text)));
    messages.on(OwnerChanged.TOPIC, owner -> forgetOf(Ids.told(owner)));
    messages.onGap(known::forgetAll);
  }

  @Inject
  void watched(Meters meters) {
    meters.cache("keys", known::asked, known::reads, known::size);
  }

  /** The record of a proven key whose stored hash is that of the text shown. */
  public Optional<KeyRecord> of(ProvenKey key) {
    KeyRecord record = known.of(key.id());
    boolean same =
        record != null
            && record.environment() == key.environment()
            && MessageDigest.isEqual(record.hash(), key.hash());
    return same ? Optional.of(record) : Optional.empty();
  }

  /** The record of a key that something else proves, as a token does. */
  public Optional<KeyRecord> byId(UUID id) {
    return Optional.ofNullable(known.of(id));
  }

  // After completion and not only after success: nobody knows how a commit ended that broke off.
  void onKeyChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) KeyChanged change) {
    forget(change.keys());
    messages.tell(TOPIC, text(change.keys()));
  }

  // Other nodes are told by Workspaces, which forget as much.
  void onOwnerChanged(@Observes(during = TransactionPhase.AFTER_COMPLETION) OwnerChanged change) {
    forgetOf(change.owner());
  }

  private void forget(List<UUID> keys) {
    keys.forEach(known::forget);
  }

  private void forgetOf(UUID owner) {
    known.forgetIf((id, key) -> owner.equals(key.tenantId()) || owner.equals(key.organizationId()));
  }

  private static String text(List<UUID> keys) {
    return keys.stream().map(UUID::toString).collect(Collectors.joining(" "));
  }

  private static List<UUID> ids(String text) {
    return Stream.of(text.split(" ")).map(Ids::told).toList();
  }

  /** How often a record was asked for, since the start. */
  public long asked() {
    return known.asked();
  }

  /** How often a row was read for it, since the start. */
  public long reads() {
    return known.reads();
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
}
