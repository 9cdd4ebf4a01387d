package org.allogate.storecredit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.input.Ids;
import org.allogate.paging.Lists;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * The only way to a customer's store credit. Each change is a row, and each row says what came out,
 * so that the sum of the ledger is the balance at every point of it. All of it works on a customer
 * whose row the transaction has locked with {@link Customers#locked}.
 */
@ApplicationScoped
public class CreditLedger {
  /** Most L$ of either kind that a customer can have; amounts are no greater either way. */
  public static final long MAX = 1_000_000_000_000L;

  @PersistenceContext EntityManager em;
  @Inject Lists lists;

  /**
   * Adds to a customer's credit, or takes from it.
   *
   * @param customer whose row is locked
   * @param amount L$ that are spent anywhere, negative to take them
   * @param restricted L$ that are spent where the store allows it, negative to take them
   * @param giftCard where they come from, or null
   * @return what is to be told; empty where nothing changed
   * @throws ProblemException {@code insufficient_credit} when less than nothing would be left,
   *     {@code conflict} when it would be more than {@link #MAX}
   */
  public Optional<CreditEvent> add(
      Customer customer,
      long amount,
      long restricted,
      CreditReason reason,
      UUID giftCard,
      Instant now) {
    requireWithin(customer.credit() + amount);
    requireWithin(customer.restrictedCredit() + restricted);
    if (amount == 0 && restricted == 0) {
      return Optional.empty();
    }
    customer.haveCredit(customer.credit() + amount, customer.restrictedCredit() + restricted);
    CreditEntry entry =
        new CreditEntry(Ids.next(), customer, amount, restricted, reason, giftCard, now);
    em.persist(entry);
    return Optional.of(CreditEvent.of(customer, entry.view()));
  }

  /**
   * Gives a customer's credit these values; what has them already gets no row.
   *
   * @param customer whose row is locked
   * @param credit L$, 0 to {@link #MAX}
   * @param restricted L$, 0 to {@link #MAX}
   * @return what is to be told; empty where nothing changed
   */
  public Optional<CreditEvent> set(Customer customer, long credit, long restricted, Instant now) {
    return add(
        customer,
        credit - customer.credit(),
        restricted - customer.restrictedCredit(),
        CreditReason.SET,
        null,
        now);
  }

  /** A page of a customer's entries, the last one first. */
  Page<CreditEntry> of(Customer customer, PageRequest page) {
    return lists
        .highestFirst(
            "select e from CreditEntry e",
            CreditEntry.class,
            "e.sequence",
            CreditEntry::sequence,
            "e.id",
            CreditEntry::id)
        .where("e.customerId = :customer", "customer", customer.id())
        .page(page);
  }

  private static void requireWithin(long credit) {
    if (credit < 0) {
      throw new ProblemException(
          ProblemType.INSUFFICIENT_CREDIT, "The customer has less credit than would be taken.");
    }
    if (credit > MAX) {
      throw new ProblemException(
          ProblemType.CONFLICT, "A customer can have at most L$ " + MAX + " of either credit.");
    }
  }
}
