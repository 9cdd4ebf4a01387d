package org.allogate.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** The tenants' rows. */
@ApplicationScoped
public class Tenants {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /** How many keys an organization may have in force unless its policy says otherwise. */
  public int maxActiveKeysOf(UUID tenant) {
    return em.createQuery(
            "select t.maxActiveKeys from Tenant t where t.id = :tenant", Integer.class)
        .setParameter("tenant", tenant)
        .getSingleResult();
  }

  /** A tenant whose id is proven. */
  public Tenant of(UUID tenant) {
    return em.find(Tenant.class, tenant);
  }

  /** A tenant whose id is proven, locked until the end of the transaction. */
  public Tenant locked(UUID tenant) {
    return em.find(Tenant.class, tenant, LockModeType.PESSIMISTIC_WRITE);
  }
}
