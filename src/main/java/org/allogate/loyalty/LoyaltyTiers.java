package org.allogate.loyalty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allogate.input.Ids;
import org.allogate.problem.ProblemException;
import org.allogate.tenancy.Workspace;

/** The loyalty tiers of the workspaces. */
@ApplicationScoped
public class LoyaltyTiers {
  @PersistenceContext EntityManager em;

  List<LoyaltyTier> bySpend(UUID workspace) {
    return em.createQuery(
            "from LoyaltyTier t where t.workspaceId = :workspace order by t.minimumSpend, t.id",
            LoyaltyTier.class)
        .setParameter("workspace", workspace)
        .getResultList();
  }

  /**
   * The tiers, which nobody else changes until the end of the transaction. The workspace's row is
   * the lock, because there may be no tier.
   */
  List<LoyaltyTier> locked(UUID workspace) {
    em.find(Workspace.class, workspace, LockModeType.PESSIMISTIC_WRITE);
    return bySpend(workspace);
  }

  /**
   * Puts these in the place of the locked tiers: one with an id goes on as another, one without is
   * new, and what nobody names is gone.
   *
   * @throws ProblemException 404 for an id that none of the locked tiers has
   */
  void replace(UUID workspace, List<LoyaltyTier> locked, List<LoyaltyTierBody> tiers) {
    Map<UUID, LoyaltyTier> left =
        new HashMap<>(
            locked.stream().collect(Collectors.toMap(LoyaltyTier::id, Function.identity())));
    for (LoyaltyTierBody tier : tiers) {
      if (tier.id() == null) {
        em.persist(created(workspace, tier));
      } else {
        known(left.remove(tier.id())).become(tier);
      }
    }
    left.values().forEach(em::remove);
  }

  private static LoyaltyTier created(UUID workspace, LoyaltyTierBody tier) {
    return new LoyaltyTier(
        Ids.next(), workspace, tier.name(), tier.minimumSpend(), tier.discount());
  }

  private static LoyaltyTier known(LoyaltyTier tier) {
    if (tier == null) {
      throw ProblemException.notFound("loyalty tier");
    }
    return tier;
  }
}
