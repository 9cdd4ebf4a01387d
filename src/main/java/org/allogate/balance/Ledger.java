package org.allogate.balance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.allogate.credits.Credits;
import org.allogate.credits.CreditsGranted;
import org.allogate.credits.CreditsLow;
import org.allogate.input.Ids;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.tenancy.Actor;

/** The ledgers of tenants' credits. */
@ApplicationScoped
public class Ledger {
  /** Most credits that a tenant is granted in all. */
  static final long MAX = 1_000_000_000_000_000L;

  private static final String STATE =
      """
      select t.credits, t.granted,
        (select coalesce(sum(l.amount), 0) from credit_lease l where l.tenant_id = t.id)
      from tenant t where t.id = ?1 for update
      """;
  private static final String ADD =
      "update tenant set credits = credits + ?2, granted = granted + ?2, credits_told = ?3"
          + " where id = ?1";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;
  @Inject Credits credits;
  @Inject Event<CreditsGranted> granted;
  @Inject Clock clock;

  /** A page of a tenant's entries, newest first. */
  Page<TenantCreditEntry> of(UUID tenant, Optional<EntryKind> kind, PageRequest page) {
    Keyset<TenantCreditEntry> list =
        lists
            .newestFirst(
                "select e from TenantCreditEntry e",
                TenantCreditEntry.class,
                "e.id",
                TenantCreditEntry::id)
            .where("e.tenantId = :tenant", "tenant", tenant);
    kind.ifPresent(it -> list.where("e.kind = :kind", "kind", it));
    return list.page(page);
  }

  /** One of them. */
  Optional<TenantCreditEntry> byId(UUID tenant, UUID id) {
    return em
        .createQuery(
            "select e from TenantCreditEntry e where e.id = :id and e.tenantId = :tenant",
            TenantCreditEntry.class)
        .setParameter("id", id)
        .setParameter("tenant", tenant)
        .getResultList()
        .stream()
        .findAny();
  }

  /**
   * Adds to a tenant's credits, or takes from those that no node has leased, under the lock of the
   * tenant's row. Marks that the balance is above again are told of again.
   *
   * @throws ProblemException {@code conflict} when more would be taken than there is, or more
   *     granted than {@link #MAX}
   */
  TenantCreditEntry grant(UUID tenant, long amount, String reason, Actor actor) {
    credits.open(tenant);
    Tuple row =
        (Tuple)
            em.createNativeQuery(STATE, Tuple.class)
                .setParameter(1, Ids.bytes(tenant))
                .getSingleResult();
    long free = number(row, 0) + amount;
    long given = number(row, 1) + amount;
    requireWithin(amount, free, number(row, 2), given);
    em.createNativeQuery(ADD)
        .setParameter(1, Ids.bytes(tenant))
        .setParameter(2, amount)
        .setParameter(3, CreditsLow.mark(given, free + number(row, 2)))
        .executeUpdate();
    TenantCreditEntry entry =
        new TenantCreditEntry(Ids.next(), tenant, amount, reason, actor, clock.instant());
    em.persist(entry);
    granted.fire(new CreditsGranted(tenant));
    return entry;
  }

  private static long number(Tuple row, int column) {
    return row.get(column, Number.class).longValue();
  }

  private static void requireWithin(long amount, long free, long leased, long given) {
    if (amount < 0 && free < 0) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The tenant has "
              + (free - amount)
              + " credits that can be taken, and "
              + leased
              + " that running servers hold; those come back some seconds after the last call.");
    }
    if (given > MAX) {
      throw new ProblemException(
          ProblemType.CONFLICT, "A tenant is granted at most " + MAX + " credits in all.");
    }
  }
}
