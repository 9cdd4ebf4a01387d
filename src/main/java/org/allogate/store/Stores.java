package org.allogate.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.tenancy.Workspace;

/** The stores, one a workspace. */
@ApplicationScoped
public class Stores {
  @PersistenceContext EntityManager em;

  Optional<Store> ofWorkspace(UUID workspace) {
    return Optional.ofNullable(
        em.createQuery("from Store s where s.workspaceId = :workspace", Store.class)
            .setParameter("workspace", workspace)
            .getSingleResultOrNull());
  }

  /**
   * The store, which nobody else changes or makes until the end of the transaction. The workspace's
   * row is the lock: of two first descriptions one makes the store.
   */
  Optional<Store> locked(UUID workspace) {
    em.find(Workspace.class, workspace, LockModeType.PESSIMISTIC_WRITE);
    return ofWorkspace(workspace);
  }

  /** Describes the locked store, or makes it. */
  Store described(UUID workspace, Optional<Store> known, StoreBody body) {
    Store store = known.orElseGet(() -> created(workspace, body));
    store.become(body);
    return store;
  }

  private Store created(UUID workspace, StoreBody body) {
    Store store = new Store(Ids.next(), workspace, body);
    em.persist(store);
    return store;
  }
}
