package org.allogate.storecredit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;

/** One change of a customer's store credit, in L$; never changed again. */
@Entity
@Table(name = "credit_entry")
public class CreditEntry {
  @Id private UUID id;

  @Column(name = "customer_id")
  private UUID customerId;

  private long sequence;

  @Enumerated(EnumType.STRING)
  private CreditReason reason;

  @Column(name = "gift_card_id")
  private UUID giftCardId;

  private long amount;

  @Column(name = "restricted_amount")
  private long restrictedAmount;

  private long credit;

  @Column(name = "restricted_credit")
  private long restrictedCredit;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected CreditEntry() {}

  /** The change that made the customer's credit what it is now. */
  CreditEntry(
      UUID id,
      Customer after,
      long amount,
      long restrictedAmount,
      CreditReason reason,
      UUID giftCardId,
      Instant createdAt) {
    this.id = id;
    this.customerId = after.id();
    this.sequence = after.creditChanges();
    this.reason = reason;
    this.giftCardId = giftCardId;
    this.amount = amount;
    this.restrictedAmount = restrictedAmount;
    this.credit = after.credit();
    this.restrictedCredit = after.restrictedCredit();
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  long sequence() {
    return sequence;
  }

  CreditEntryView view() {
    return new CreditEntryView(
        id,
        sequence,
        reason,
        giftCardId,
        amount,
        restrictedAmount,
        credit,
        restrictedCredit,
        createdAt);
  }
}
