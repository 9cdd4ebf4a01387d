package org.allogate.loyalty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** The loyalty tiers of the workspaces. */
@ApplicationScoped
public class LoyaltyTiers {
  @PersistenceContext EntityManager em;

  List<LoyaltyTier> bySpend(UUID workspace) {
    return em.createQuery(
            "from LoyaltyTier t where t.workspaceId = :workspace order by t.minimumSpend, t.id",
            LoyaltyTier.class)
        .setParameter("workspace", workspace)
        .setHint("org.hibernate.readOnly", true)
        .getResultList();
  }
}
