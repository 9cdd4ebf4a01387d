package org.allogate.apikeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.keys.ApiKey;
import org.allogate.keys.KeyStatus;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Tenant;

/** The rows of keys, as far as a caller reaches. */
@ApplicationScoped
public class ApiKeys {
  private static final String ROWS =
      """
      select new org.allogate.apikeys.KeyRow(k, o.renewWithinDays)
      from ApiKey k left join Organization o on o.id = k.organizationId""";

  private static final String PLACE =
      """
      select new org.allogate.apikeys.ApiKeys$Place(k.tenantId, k.organizationId)
      from ApiKey k where k.id = :id""";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /** A key of the caller's; anybody else's is empty. */
  Optional<KeyRow> byId(Caller caller, UUID id) {
    TypedQuery<KeyRow> query =
        em.createQuery(ROWS + " where k.id = :id and " + reach(caller, "k"), KeyRow.class)
            .setParameter("id", id);
    return Optional.ofNullable(within(caller, query).getSingleResultOrNull());
  }

  /** The caller's keys, oldest first. */
  Page<KeyRow> list(
      Caller caller, Optional<KeyStatus> status, Optional<UUID> organization, PageRequest page) {
    Keyset<KeyRow> list = lists.oldestFirst(ROWS, KeyRow.class, "k.id", row -> row.key().id());
    if (caller.organization().isPresent()) {
      list.where("k.organizationId = :own", "own", caller.organization().get());
    } else {
      // Of the organization's own row where one is named: with both columns of the key the
      // optimizer
      // was seen to walk the primary key.
      String tenant = organization.isPresent() ? "o.tenantId" : "k.tenantId";
      list.where(tenant + " = :tenant", "tenant", caller.tenant());
    }
    organization.ifPresent(
        it -> list.where("k.organizationId = :organization", "organization", it));
    status.ifPresent(it -> list.where("k.status = :status", "status", it));
    return list.page(page);
  }

  private static String reach(Caller caller, String key) {
    return key
        + ".tenantId = :tenant"
        + (caller.organization().isPresent() ? " and " + key + ".organizationId = :own" : "");
  }

  private static <T> TypedQuery<T> within(Caller caller, TypedQuery<T> query) {
    query.setParameter("tenant", caller.tenant());
    caller.organization().ifPresent(it -> query.setParameter("own", it));
    return query;
  }

  /**
   * A key of the caller's, to be changed: its owner's row is locked first, so that all changes of
   * an owner's keys go one after the other.
   *
   * @throws ProblemException when there is no such key for the caller
   */
  Held hold(Caller caller, UUID id) {
    TypedQuery<Place> query =
        em.createQuery(PLACE + " and " + reach(caller, "k"), Place.class).setParameter("id", id);
    return Optional.ofNullable(within(caller, query).getSingleResultOrNull())
        .map(place -> hold(place, id))
        .orElseThrow(() -> ProblemException.notFound("API key"));
  }

  /** A key, whoever's it is, to be changed by itself or by who proved to have it. */
  Held hold(UUID id) {
    Place place = em.createQuery(PLACE, Place.class).setParameter("id", id).getSingleResult();
    return hold(place, id);
  }

  private Held hold(Place place, UUID id) {
    KeyOwner owner = lock(place.tenant, place.organization);
    return new Held(owner, em.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Locks the owner of keys.
   *
   * @throws ProblemException when the tenant has no such organization
   */
  KeyOwner lock(UUID tenant, UUID organization) {
    if (organization == null) {
      return KeyOwner.of(em.find(Tenant.class, tenant, LockModeType.PESSIMISTIC_WRITE));
    }
    Organization locked = em.find(Organization.class, organization, LockModeType.PESSIMISTIC_WRITE);
    if (locked == null || !locked.tenantId().equals(tenant)) {
      throw ProblemException.notFound("organization");
    }
    return KeyOwner.of(em.find(Tenant.class, tenant), locked);
  }

  /** The active keys of a locked owner, those that run out included, oldest first. */
  List<ApiKey> active(KeyOwner owner) {
    // Of an organization by the index that knows the status, too: its ended keys are many.
    String own = owner.organization() == null ? "k.owner" : "k.organizationId";
    return em.createQuery(
            "from ApiKey k where " + own + " = :owner and k.status = :active order by k.id",
            ApiKey.class)
        .setParameter("owner", owner.id())
        .setParameter("active", KeyStatus.ACTIVE)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** Another key of a locked owner, which must be there. */
  ApiKey of(KeyOwner owner, UUID id) {
    ApiKey key = em.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (!key.tenantId().equals(owner.tenant())) {
      throw new IllegalStateException("key " + id + " is another tenant's");
    }
    return key;
  }

  /** A key and its owner, both locked. */
  record Held(KeyOwner owner, ApiKey key) {}

  /** Where a key belongs. */
  public record Place(UUID tenant, UUID organization) {}
}
