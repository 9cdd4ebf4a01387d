package org.allogate.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.secrets.ServerSecrets;

/** The events of the tenants' chains. */
@ApplicationScoped
public class AuditEvents {
  private static final int PAGE = 500;

  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  @Inject Lists lists;

  private final ChainSeal seal;

  /** For the container's proxy. */
  protected AuditEvents() {
    seal = null;
  }

  @Inject
  AuditEvents(ServerSecrets secrets) {
    seal = ChainSeal.of(secrets);
  }

  /** Those of a whole tenant, newest first. */
  Page<AuditEvent> ofTenant(UUID tenant, AuditFilter filter, PageRequest page) {
    return narrowed(all().where("e.tenantId = :tenant", "tenant", tenant), filter).page(page);
  }

  /** Those of one organization, newest first. */
  Page<AuditEvent> ofOrganization(UUID organization, AuditFilter filter, PageRequest page) {
    return narrowed(
            all().where("e.organizationId = :organization", "organization", organization), filter)
        .page(page);
  }

  private Keyset<AuditEvent> all() {
    return lists.newestFirst(
        "select e from AuditEvent e", AuditEvent.class, "e.id", AuditEvent::id);
  }

  private static Keyset<AuditEvent> narrowed(Keyset<AuditEvent> list, AuditFilter filter) {
    filter.actor().ifPresent(it -> list.where("e.actorId = :actor", "actor", it));
    filter.action().ifPresent(it -> list.where("e.action = :action", "action", it));
    filter.target().ifPresent(it -> list.where("e.targetId = :target", "target", it));
    filter.from().ifPresent(it -> list.where("e.id >= :from", "from", AuditTrail.firstIdOf(it)));
    filter.to().ifPresent(it -> list.where("e.id < :to", "to", AuditTrail.firstIdOf(it)));
    return list;
  }

  /**
   * Looks along a tenant's chain. Its end is read first: what is appended meanwhile comes after it
   * and is none of this look's business.
   */
  Verification verified(UUID tenant) {
    AuditChain end = em.find(AuditChain.class, tenant);
    return new ChainCheck(end, seal).of(new Chain(tenant, end == null ? 0 : end.sequence()));
  }

  /** The events of a chain in its order, a page of them in memory at a time. */
  private final class Chain implements Iterator<AuditEvent> {
    private final UUID tenant;
    private final long last;
    private final Deque<AuditEvent> read = new ArrayDeque<>();
    private long after = Long.MIN_VALUE;
    private boolean over;

    Chain(UUID tenant, long last) {
      this.tenant = tenant;
      this.last = last;
    }

    @Override
    public boolean hasNext() {
      if (read.isEmpty() && !over) {
        read.addAll(after(after));
        if (read.size() < PAGE) {
          over = true;
          read.addAll(beyondTheEnd());
        }
      }
      return !read.isEmpty();
    }

    @Override
    public AuditEvent next() {
      AuditEvent event = read.remove();
      after = event.sequence();
      return event;
    }

    private List<AuditEvent> after(long sequence) {
      return em.createQuery(
              """
              from AuditEvent e
              where e.tenantId = :tenant and e.sequence > :after and e.sequence <= :last
              order by e.sequence
              """,
              AuditEvent.class)
          .setParameter("tenant", tenant)
          .setParameter("after", sequence)
          .setParameter("last", last)
          .setHint("org.hibernate.readOnly", true)
          .setMaxResults(PAGE)
          .getResultList();
    }

    // Event and end as of one moment: an event and the end that covers it come in one commit.
    private List<AuditEvent> beyondTheEnd() {
      return em.createQuery(
              """
              select e from AuditEvent e left join AuditChain c on c.tenantId = e.tenantId
              where e.tenantId = :tenant and e.sequence > coalesce(c.sequence, 0)
              order by e.sequence
              """,
              AuditEvent.class)
          .setParameter("tenant", tenant)
          .setHint("org.hibernate.readOnly", true)
          .setMaxResults(1)
          .getResultList();
    }
  }
}
