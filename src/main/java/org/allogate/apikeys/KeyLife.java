package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyChanged;
import org.allogate.keys.KeyStatus;
import org.allogate.retry.Retried;
import org.allogate.tenancy.Actor;
import org.allogate.tenancy.Organization;

/**
 * What happens to keys when its time has come: the end, the reminders before it, and the successor
 * of a key that is still in use. Every deed looks again under the lock whether it is still to be
 * done, so that any number of nodes may try.
 */
@ApplicationScoped
public class KeyLife {
  private static final int BATCH = 200;

  @PersistenceContext EntityManager em;
  @Inject ApiKeys keys;
  @Inject KeyIssue issue;
  @Inject KeyBook book;
  @Inject Event<KeyChanged> changes;
  @Inject Clock clock;

  /** Keys whose end has come and is not written down yet: those due next after one of them. */
  @Transactional(TxType.SUPPORTS)
  public List<DueKey> ended(DueKey after) {
    return due("k.expiresAt", "k.status = :active and ", after)
        .setParameter("active", KeyStatus.ACTIVE)
        .getResultList();
  }

  private TypedQuery<DueKey> due(String time, String condition, DueKey after) {
    return em.createQuery(
            """
            select new org.allogate.apikeys.DueKey(%1$s, k.id, k.tenantId, k.organizationId)
            from ApiKey k where %2$s %1$s <= :now
              and (%1$s > :time or %1$s = :time and k.id > :id) order by %1$s, k.id
            """
                .formatted(time, condition),
            DueKey.class)
        .setParameter("now", clock.instant())
        .setParameter("time", after.time())
        .setParameter("id", after.id())
        .setMaxResults(BATCH);
  }

  /** Whether an organization, or else the tenant, has such keys. */
  @Transactional(TxType.SUPPORTS)
  public List<ApiKeys.Place> ended(UUID tenant, UUID organization) {
    return em
        .createQuery(
            """
            select new org.allogate.apikeys.ApiKeys$Place(k.tenantId, k.organizationId)
            from ApiKey k where k.status = :active and k.expiresAt <= :now and
            """
                + (organization == null ? " k.tenantId = :owner" : " k.organizationId = :owner"),
            ApiKeys.Place.class)
        .setParameter("active", KeyStatus.ACTIVE)
        .setParameter("now", clock.instant())
        .setParameter("owner", organization == null ? tenant : organization)
        .setMaxResults(BATCH)
        .getResultList()
        .stream()
        .distinct()
        .toList();
  }

  /** Writes down the ends of an owner's keys, in a transaction of its own. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void end(ApiKeys.Place place) {
    KeyOwner owner = keys.lock(place.tenant(), place.organization());
    book.recordByThemselves(place.tenant(), end(owner, keys.active(owner), clock.instant()));
  }

  /** Writes down the ends of keys of a locked owner, and says what to tell of it. */
  List<KeyDeed> end(KeyOwner owner, List<ApiKey> active, Instant now) {
    List<ApiKey> ended =
        active.stream().filter(key -> key.status(now) == KeyStatus.EXPIRED).toList();
    ended.forEach(ApiKey::expire);
    if (!ended.isEmpty()) {
      changes.fire(new KeyChanged(ended.stream().map(ApiKey::id).toList()));
    }
    return ended.stream().map(key -> KeyDeeds.of(owner, now).expired(key)).toList();
  }

  /** Keys whose owners are to be reminded: those due next after one of them. */
  @Transactional(TxType.SUPPORTS)
  public List<DueKey> toRemind(DueKey after) {
    return due("k.remindAt", "", after).getResultList();
  }

  /** Reminds the owners of a key of its end. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void remind(UUID id) {
    ApiKey key = em.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE);
    Instant now = clock.instant();
    if (key == null || key.remindAt() == null || key.remindAt().isAfter(now)) {
      return;
    }
    key.reminded(now);
    if (key.status(now) != KeyStatus.ACTIVE) {
      return;
    }
    KeyDeeds deeds = KeyDeeds.of(renewWithinDays(key), now);
    book.recordByThemselves(key.tenantId(), List.of(deeds.expiring(key)));
  }

  private Integer renewWithinDays(ApiKey key) {
    return key.organizationId() == null
        ? null
        : em.find(Organization.class, key.organizationId()).keyPolicy().renewWithinDays();
  }

  /** Makes the successor of a key that is in use near its end. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void renew(UUID id) {
    ApiKeys.Held held = keys.hold(id);
    ApiKey old = held.key();
    Instant now = clock.instant();
    if (!due(held, now)) {
      return;
    }
    UUID successor = issue.id();
    old.replaceBy(successor, Duration.between(now, old.expiresAt()), now);
    em.flush();
    NewKey key =
        issue.issue(
            held.owner(),
            successor,
            old.environment(),
            old.terms().until(held.owner().endOfSuccessor(old, now)),
            Actor.SYSTEM,
            held.owner().email(),
            now);
    key.row().markRenewed();
    if (!held.owner().revealable()) {
      issue.keep(key, true);
    }
    changes.fire(KeyChanged.of(id));
    KeyDeeds deeds = KeyDeeds.of(held.owner(), now);
    book.recordByThemselves(old.tenantId(), List.of(deeds.created(key.row()), deeds.renewed(old)));
  }

  private static boolean due(ApiKeys.Held held, Instant now) {
    ApiKey key = held.key();
    Integer days = held.owner().renewWithinDays();
    return days != null
        && key.status(now) == KeyStatus.ACTIVE
        && key.replacedBy() == null
        && key.expiresAt() != null
        && !now.isBefore(key.expiresAt().minus(Duration.ofDays(days)));
  }
}
