package org.allogate.coupons;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import org.allogate.customers.Resident;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.UniqueKeys;

/** The coupons of the workspaces. */
@ApplicationScoped
public class Coupons {
  private static final String UNIQUE_CODE = "coupon_code";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /** The coupons, oldest first. */
  Page<Coupon> ofWorkspace(UUID workspace, Optional<Boolean> active, PageRequest page) {
    Keyset<Coupon> list = all(workspace);
    active.ifPresent(it -> list.where("c.active = :active", "active", it));
    return list.by(active.isPresent() ? "coupon_by_activity" : "coupon_of_workspace").page(page);
  }

  /** Those of an owner, oldest first. */
  Page<Coupon> ofOwner(UUID workspace, Resident owner, PageRequest page) {
    return (owner.uuid() != null
            ? all(workspace)
                .where("c.ownerUuid = :owner", "owner", owner.uuid())
                .by("coupon_of_owner")
            : all(workspace)
                .where("c.ownerUsername = :owner", "owner", owner.username())
                .by("coupon_of_username"))
        .page(page);
  }

  private Keyset<Coupon> all(UUID workspace) {
    return lists
        .oldestFirst("select c from Coupon c", Coupon.class, "c.id", Coupon::id)
        .where("c.workspaceId = :workspace", "workspace", workspace);
  }

  Optional<Coupon> byId(UUID workspace, UUID id) {
    return Optional.ofNullable(
        query(workspace, id).setHint("org.hibernate.readOnly", true).getSingleResultOrNull());
  }

  /** The coupon, which nobody else changes or applies until the end of the transaction. */
  Optional<Coupon> locked(UUID workspace, UUID id) {
    return Optional.ofNullable(
        query(workspace, id).setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResultOrNull());
  }

  private TypedQuery<Coupon> query(UUID workspace, UUID id) {
    return em.createQuery(
            "from Coupon c where c.id = :id and c.workspaceId = :workspace", Coupon.class)
        .setParameter("id", id)
        .setParameter("workspace", workspace);
  }

  /**
   * Writes a new coupon.
   *
   * @throws ProblemException {@code duplicate_name}
   */
  void add(Coupon coupon) {
    em.persist(coupon);
    write();
  }

  /**
   * Writes what was changed so far; the database knows whether two coupons have one code.
   *
   * @throws ProblemException {@code duplicate_name}
   */
  void write() {
    UniqueKeys.flush(em, UNIQUE_CODE, "Another coupon has this code, whatever its case.");
  }
}
