package org.allogate.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Organization;
import org.allogate.tenancy.Workspace;

/** The organizations of the tenants. */
@ApplicationScoped
public class Organizations {
  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  Page<Organization> ofTenant(UUID tenant, PageRequest page) {
    return lists
        .oldestFirst("select o from Organization o", Organization.class, "o.id", Organization::id)
        .where("o.tenantId = :tenant", "tenant", tenant)
        .page(page);
  }

  Optional<Organization> byId(UUID tenant, UUID id) {
    return byId(tenant, id, LockModeType.NONE);
  }

  /** One of them, locked until the end of the transaction. */
  Optional<Organization> lockedById(UUID tenant, UUID id) {
    return byId(tenant, id, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Organization> byId(UUID tenant, UUID id, LockModeType lock) {
    return Optional.ofNullable(
        em.createQuery(
                "from Organization o where o.id = :id and o.tenantId = :tenant", Organization.class)
            .setParameter("id", id)
            .setParameter("tenant", tenant)
            .setLockMode(lock)
            .getSingleResultOrNull());
  }

  /** A new one with both of its workspaces. */
  void add(Organization organization) {
    em.persist(organization);
    for (Environment environment : Environment.values()) {
      em.persist(new Workspace(Ids.next(), organization.id(), environment));
    }
  }

  /** Forgets the keys that were kept to be revealed, but those that are to be shown once yet. */
  void wipeSealedKeys(UUID organization) {
    em.createQuery(
            """
            update ApiKey k set k.sealed = null
            where k.organizationId = :organization and k.sealed is not null
              and k.revealOnce = :once
            """)
        .setParameter("organization", organization)
        .setParameter("once", false)
        .executeUpdate();
  }
}
