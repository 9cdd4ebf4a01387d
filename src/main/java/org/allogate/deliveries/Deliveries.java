package org.allogate.deliveries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
import org.allogate.input.Ids;
import org.allogate.problem.ProblemException;
import org.allogate.products.Products;

/** The deliveries of the workspaces. */
@ApplicationScoped
public class Deliveries {
  static final String WHAT = "delivery";

  @PersistenceContext EntityManager em;
  @Inject Customers customers;
  @Inject Products products;

  /**
   * A new one to a resident, who is met with it if the workspace did not know the avatar.
   *
   * @throws ProblemException 404 for an unknown username or product; {@code conflict} when none of
   *     a limited product is left
   */
  DeliveryView begun(UUID workspace, UUID product, Resident recipient, Instant now) {
    Customer customer = customers.lockedOrMet(workspace, recipient, now);
    boolean tookOne = products.takeOne(workspace, product);
    Delivery delivery = new Delivery(Ids.next(), workspace, product, customer.id(), tookOne, now);
    em.persist(delivery);
    return delivery.view(customer);
  }

  /**
   * One of them as the API shows it.
   *
   * @throws ProblemException 404 when the workspace has none of this id
   */
  DeliveryView shown(UUID workspace, UUID id) {
    Sent sent =
        em.createQuery(
                "select new org.allogate.deliveries.Deliveries$Sent(d, c)"
                    + " from Delivery d join Customer c on c.id = d.customerId"
                    + " where d.id = :id and d.workspaceId = :workspace",
                Sent.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .getSingleResultOrNull();
    if (sent == null) {
      throw ProblemException.notFound(WHAT);
    }
    return sent.delivery().view(sent.recipient());
  }

  /**
   * Ends one, once; the piece of a limited product that a failed one took is free again.
   *
   * @throws ProblemException 404 when the workspace has none of this id; {@code conflict} when it
   *     ended otherwise
   */
  DeliveryView completed(UUID workspace, UUID id, CompletionBody completion, Instant now) {
    Delivery delivery = locked(workspace, id);
    if (delivery.complete(completion, now) && delivery.givesBack()) {
      products.putBackOne(workspace, delivery.productId());
    }
    return shown(workspace, id);
  }

  private Delivery locked(UUID workspace, UUID id) {
    TypedQuery<Delivery> query =
        em.createQuery(
                "from Delivery d where d.id = :id and d.workspaceId = :workspace", Delivery.class)
            .setParameter("id", id)
            .setParameter("workspace", workspace)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE);
    Delivery delivery = query.getSingleResultOrNull();
    if (delivery == null) {
      throw ProblemException.notFound(WHAT);
    }
    return delivery;
  }

  record Sent(Delivery delivery, Customer recipient) {}
}
