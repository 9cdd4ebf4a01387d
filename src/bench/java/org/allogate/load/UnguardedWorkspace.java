package org.allogate.load;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** The one workspace that the unguarded resources show: that of the demo's organization key. */
@ApplicationScoped
public class UnguardedWorkspace {
  @PersistenceContext EntityManager em;

  private volatile UUID id;

  /** Read once; afterwards it costs what a caller's workspace costs. */
  public UUID id() {
    if (id == null) {
      id =
          em.createQuery("select s.workspaceId from Store s where s.name = :name", UUID.class)
              .setParameter("name", "Aether & Ash")
              .getSingleResult();
    }
    return id;
  }
}
