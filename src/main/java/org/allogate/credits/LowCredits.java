package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.input.Ids;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.outbox.OutboxEvent;
import org.allogate.retry.Retried;
import org.allogate.surface.Environment;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/**
 * Tells of tenants that run out of credits: after what was used is written down and in a
 * transaction for each tenant, so that one who cannot be told of is nobody else's trouble.
 */
@ApplicationScoped
public class LowCredits {
  private static final String LEFT =
      """
      select t.id, coalesce(t.granted, t.credits), t.credits_told, t.credits
        + (select coalesce(sum(l.amount), 0) from credit_lease l where l.tenant_id = t.id)
      from tenant t where t.id in (:tenants) and t.credits_told > 0 order by t.id
      """;
  private static final String TOLD =
      "update tenant set credits_told = :mark where id = :tenant and credits_told = :told";

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Event<CreditsLow> low;
  @Inject Outbox outbox;
  @Inject AuditTrail audit;

  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

  /** Remembers tenants whose credits have changed, or may have. */
  public void look(Collection<UUID> tenants) {
    changed.addAll(tenants);
  }

  /** Those of the remembered that are at a mark they were not told of; forgets the others. */
  public List<UUID> due() {
    List<UUID> looked = List.copyOf(changed);
    if (looked.isEmpty()) {
      return List.of();
    }
    // Before the look: what changes from here on is looked at again.
    looked.forEach(changed::remove);
    List<UUID> due = new ArrayList<>();
    try {
      for (Object row : found(looked)) {
        if (mark((Tuple) row) < told((Tuple) row)) {
          due.add(id((Tuple) row));
        }
      }
    } catch (RuntimeException e) {
      changed.addAll(looked);
      throw e;
    }
    return due;
  }

  /** Tells of one of them. */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void tell(UUID tenant) {
    List<CreditsLow> news = new ArrayList<>();
    for (Object row : found(List.of(tenant))) {
      news.addAll(news((Tuple) row));
    }
    news.forEach(low::fire);
    outbox.add(news.stream().map(LowCredits::event).toList());
    news.forEach(this::note);
  }

  // Calls of live keys alone cost credits.
  private static OutboxEvent event(CreditsLow news) {
    return new OutboxEvent(
        EventType.CREDITS_LOW, news.tenant(), null, Environment.LIVE, CreditsLowEvent.of(news));
  }

  private static UUID id(Tuple row) {
    ByteBuffer id = ByteBuffer.wrap(row.get(0, byte[].class));
    return new UUID(id.getLong(), id.getLong());
  }

  private static int told(Tuple row) {
    return row.get(2, Number.class).intValue();
  }

  private static long balance(Tuple row) {
    return row.get(3, Number.class).longValue();
  }

  private static int mark(Tuple row) {
    return CreditsLow.mark(row.get(1, Number.class).longValue(), balance(row));
  }

  private List<?> found(Collection<UUID> tenants) {
    return em.createNativeQuery(LEFT, Tuple.class)
        .setParameter("tenants", tenants.stream().map(Ids::bytes).toList())
        .getResultList();
  }

  private List<CreditsLow> news(Tuple row) {
    UUID tenant = id(row);
    int told = told(row);
    int mark = mark(row);
    List<CreditsLow> news = new ArrayList<>();
    if (mark < told && isFirst(tenant, told, mark)) {
      for (int passed : CreditsLow.marks()) {
        if (passed < told && passed >= mark) {
          news.add(new CreditsLow(tenant, passed, balance(row)));
        }
      }
    }
    return news;
  }

  private boolean isFirst(UUID tenant, int told, int mark) {
    return em.createNativeQuery(TOLD)
            .setParameter("mark", mark)
            .setParameter("tenant", Ids.bytes(tenant))
            .setParameter("told", told)
            .executeUpdate()
        == 1;
  }

  private void note(CreditsLow news) {
    Changes changes =
        Changes.none().with("percent", null, news.percent()).with("balance", null, news.balance());
    audit.record(
        news.tenant(),
        Actor.SYSTEM,
        Origin.NONE,
        List.of(new AuditEntry(null, "credits.low", "tenant", news.tenant(), changes)));
  }
}
