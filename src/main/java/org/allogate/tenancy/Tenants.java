package org.allogate.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** The tenants' rows. */
@ApplicationScoped
public class Tenants {
  @PersistenceContext EntityManager em;

  /** What a tenant has left to spend, in credits. */
  public long creditsOf(UUID tenant) {
    return em.createQuery("select t.credits from Tenant t where t.id = :tenant", Long.class)
        .setParameter("tenant", tenant)
        .getSingleResult();
  }
}
