package org.allogate.giftcards;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;

/** The gift cards of the workspaces. */
@ApplicationScoped
public class GiftCards {
  private static final String OWNED =
      " from GiftCard g join Customer c on c.id = g.customerId"
          + " where g.id = :id and g.workspaceId = :workspace";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /** Those of a customer, oldest first. */
  Page<GiftCard> ofCustomer(
      UUID customer, Optional<Boolean> active, Optional<Boolean> redeemed, PageRequest page) {
    Keyset<GiftCard> list =
        lists
            .oldestFirst("select g from GiftCard g", GiftCard.class, "g.id", GiftCard::id)
            .where("g.customerId = :customer", "customer", customer);
    active.ifPresent(it -> list.where("g.active = :active", "active", it));
    redeemed.ifPresent(it -> list.where("g.redeemed = :redeemed", "redeemed", it));
    return list.by(index(active.isPresent(), redeemed.isPresent())).page(page);
  }

  private static String index(boolean byActivity, boolean byRedemption) {
    if (byActivity) {
      return byRedemption ? "gift_card_by_both" : "gift_card_by_activity";
    }
    return byRedemption ? "gift_card_by_redemption" : "gift_card_of_customer";
  }

  /** The card of an id; 404 when the workspace has none. */
  OwnedGiftCard required(UUID workspace, UUID id) {
    return found(
        em.createQuery(
                "select new org.allogate.giftcards.OwnedGiftCard(g, c)" + OWNED,
                OwnedGiftCard.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .getSingleResultOrNull());
  }

  /** The same, and nobody else changes the card until the end of the transaction. */
  OwnedGiftCard locked(UUID workspace, UUID id) {
    found(
        em.createQuery(
                "from GiftCard g where g.id = :id and g.workspaceId = :workspace", GiftCard.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull());
    return required(workspace, id);
  }

  /**
   * The avatar of a card's owner, which never changes. Nothing of the card itself is read before it
   * is locked: it would be what it was before the lock.
   */
  UUID ownerOf(UUID workspace, UUID id) {
    return found(
        em.createQuery("select c.uuid" + OWNED, UUID.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .getSingleResultOrNull());
  }

  private static <T> T found(T result) {
    return Optional.ofNullable(result).orElseThrow(() -> ProblemException.notFound("gift card"));
  }

  void add(GiftCard card) {
    em.persist(card);
  }
}
