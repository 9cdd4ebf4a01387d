package org.allogate.customers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.paging.Keyset;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.UniqueKeys;

/** The customers of the workspaces. */
@ApplicationScoped
public class Customers {
  private static final String WHAT = "customer";
  private static final String ALL = "select c from Customer c";
  private static final String USERNAME_KEY = "customer_username";

  // Two requests may meet a resident at the same time; both go on with the one row.
  private static final String MEET =
      "insert into customer (id, workspace_id, uuid, first_seen) values (?1, ?2, ?3, ?4)"
          + " on duplicate key update uuid = uuid";

  @PersistenceContext EntityManager em;
  @Inject Lists lists;
  @Inject Outbox outbox;

  /** The customer of a name. */
  public Optional<Customer> of(UUID workspace, Resident resident) {
    return Optional.ofNullable(query(workspace, resident).getSingleResultOrNull());
  }

  /**
   * The customer of a name.
   *
   * @throws ProblemException 404 when the workspace knows nobody of that name
   */
  public Customer required(UUID workspace, Resident resident) {
    return of(workspace, resident).orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  /**
   * The customer of a name, whom nobody else changes until the end of the transaction.
   *
   * @throws ProblemException 404 when the workspace knows nobody of that name
   */
  public Customer locked(UUID workspace, Resident resident) {
    return lock(workspace, resident).orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  /**
   * The same, but an avatar that the workspace does not know becomes a customer, which is told.
   *
   * @throws ProblemException 404 for a username that the workspace does not know
   */
  public Customer lockedOrMet(UUID workspace, Resident resident, Instant now) {
    UUID id = Ids.next();
    Customer customer = lockedOrMet(workspace, resident, id, now);
    if (customer.id().equals(id)) {
      outbox.add(EventType.CUSTOMER_UPDATED, CustomerEvent.of(customer.view()));
    }
    return customer;
  }

  /**
   * The same, told by the caller.
   *
   * @param id of the customer if they are met only now, by which the caller knows
   */
  Customer lockedOrMet(UUID workspace, Resident resident, UUID id, Instant now) {
    return lock(workspace, resident)
        .orElseGet(
            () -> {
              if (resident.uuid() != null) {
                meet(workspace, resident.uuid(), id, now);
              }
              return locked(workspace, resident);
            });
  }

  private void meet(UUID workspace, UUID uuid, UUID id, Instant now) {
    em.createNativeQuery(MEET)
        .setParameter(1, Ids.bytes(id))
        .setParameter(2, Ids.bytes(workspace))
        .setParameter(3, Ids.bytes(uuid))
        .setParameter(4, now)
        .executeUpdate();
  }

  /**
   * A page of a workspace's customers in the order they were met, or in that of their spend where
   * the filter is about it: either way the page is one range of an index.
   */
  Page<Customer> ofWorkspace(UUID workspace, CustomerFilter filter, PageRequest page) {
    boolean bySpend = filter.spentMoreThan().isPresent();
    boolean byNews = filter.newsSubscriber().isPresent();
    Keyset<Customer> list =
        (bySpend ? bySpend() : byMeeting())
            .where("c.workspaceId = :workspace", "workspace", workspace);
    filter.newsSubscriber().ifPresent(it -> list.where("c.newsSubscriber = :news", "news", it));
    filter.spentMoreThan().ifPresent(it -> list.where("c.spent > :spent", "spent", it));
    return list.by(index(byNews, bySpend)).page(page);
  }

  private static String index(boolean byNews, boolean bySpend) {
    String filtered = byNews ? "customer_by_news" : "customer_of_workspace";
    String ranked = byNews ? "customer_by_news_and_spend" : "customer_by_spend";
    return bySpend ? ranked : filtered;
  }

  private Keyset<Customer> byMeeting() {
    return lists.oldestFirst(ALL, Customer.class, "c.id", Customer::id);
  }

  private Keyset<Customer> bySpend() {
    return lists.lowestFirst(ALL, Customer.class, "c.spent", Customer::spent, "c.id", Customer::id);
  }

  /**
   * Gives a locked customer a name.
   *
   * @throws ProblemException {@code duplicate_name} when another customer of the workspace has it
   */
  void name(Customer customer, String username) {
    customer.beNamed(username);
    UniqueKeys.flush(em, USERNAME_KEY, "Another customer has this username, whatever its case.");
  }

  private Optional<Customer> lock(UUID workspace, Resident resident) {
    return Optional.ofNullable(
        query(workspace, resident)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getSingleResultOrNull());
  }

  private TypedQuery<Customer> query(UUID workspace, Resident resident) {
    boolean byUuid = resident.uuid() != null;
    return em.createQuery(
            byUuid
                ? "from Customer c where c.workspaceId = :workspace and c.uuid = :name"
                : "from Customer c where c.workspaceId = :workspace and c.username = :name",
            Customer.class)
        .setParameter("workspace", workspace)
        .setParameter("name", byUuid ? resident.uuid() : resident.username());
  }
}
