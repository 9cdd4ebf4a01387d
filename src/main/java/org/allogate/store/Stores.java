package org.allogate.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.tenancy.Workspace;
import org.hibernate.id.uuid.UuidVersion7Strategy;

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

  // The workspace's row is the lock: of two first descriptions one makes the store.
  Store described(UUID workspace, StoreBody body) {
    em.find(Workspace.class, workspace, LockModeType.PESSIMISTIC_WRITE);
    Store store = ofWorkspace(workspace).orElseGet(() -> created(workspace, body));
    store.become(body);
    return store;
  }

  private Store created(UUID workspace, StoreBody body) {
    Store store = new Store(UuidVersion7Strategy.INSTANCE.generateUuid(null), workspace, body);
    em.persist(store);
    return store;
  }
}
