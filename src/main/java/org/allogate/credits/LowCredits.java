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
import java.util.UUID;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.input.Ids;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;

/** Tells of tenants that run out of credits. */
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
  @Inject AuditTrail audit;

  /** Tells of those among some tenants that got to a mark, last in the transaction. */
  @Transactional(TxType.MANDATORY)
  public void tell(Collection<UUID> tenants) {
    if (tenants.isEmpty()) {
      return;
    }
    List<CreditsLow> news = new ArrayList<>();
    for (Object row : found(tenants)) {
      news.addAll(news((Tuple) row));
    }
    news.forEach(low::fire);
    news.forEach(this::note);
  }

  private List<?> found(Collection<UUID> tenants) {
    return em.createNativeQuery(LEFT, Tuple.class)
        .setParameter("tenants", tenants.stream().map(Ids::bytes).toList())
        .getResultList();
  }

  private List<CreditsLow> news(Tuple row) {
    ByteBuffer id = ByteBuffer.wrap(row.get(0, byte[].class));
    UUID tenant = new UUID(id.getLong(), id.getLong());
    int told = row.get(2, Number.class).intValue();
    long balance = row.get(3, Number.class).longValue();
    int mark = CreditsLow.mark(row.get(1, Number.class).longValue(), balance);
    List<CreditsLow> news = new ArrayList<>();
    if (mark < told && isFirst(tenant, told, mark)) {
      for (int passed : CreditsLow.marks()) {
        if (passed < told && passed >= mark) {
          news.add(new CreditsLow(tenant, passed, balance));
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
