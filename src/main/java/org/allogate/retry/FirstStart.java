package org.allogate.retry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** What nodes that start at once on an empty database do one after another. */
@ApplicationScoped
public class FirstStart {
  @PersistenceContext(unitName = "allogate")
  EntityManager em;

  /**
   * Runs something while no other node does, in a transaction of its own, and again where the
   * database gave that up.
   *
   * @param deed looks first whether another node was there before
   */
  @Retried
  @Transactional(TxType.REQUIRES_NEW)
  public void inTurn(Runnable deed) {
    // Written and not only locked: see the migration that made the column.
    em.createNativeQuery("update first_start set turn = turn + 1 where id = 1").executeUpdate();
    deed.run();
  }
}
