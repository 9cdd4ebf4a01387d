package org.allogate.deliveries;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/** A product on its way to a customer. */
@Entity
@Table(name = "delivery")
public class Delivery {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "product_id")
  private UUID productId;

  @Column(name = "customer_id")
  private UUID customerId;

  @Enumerated(EnumType.STRING)
  private DeliveryStatus status = DeliveryStatus.PENDING;

  @Column(name = "took_one")
  private boolean tookOne;

  private String reason;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  /** For Hibernate. */
  protected Delivery() {}

  /**
   * A delivery that begins.
   *
   * @param customerId the row of the recipient
   * @param tookOne whether the product has a piece less for it
   */
  public Delivery(
      UUID id,
      UUID workspaceId,
      UUID productId,
      UUID customerId,
      boolean tookOne,
      Instant createdAt) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.productId = productId;
    this.customerId = customerId;
    this.tookOne = tookOne;
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  UUID productId() {
    return productId;
  }

  /**
   * Ends a delivery; whether this did it, and not somebody who said the same before.
   *
   * @throws ProblemException {@code conflict} when it ended otherwise
   */
  boolean complete(CompletionBody completion, Instant now) {
    if (status == completion.status()) {
      return false;
    }
    if (status != DeliveryStatus.PENDING) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The delivery has ended already, as " + status.wireName() + ".");
    }
    status = completion.status();
    reason = completion.reason();
    completedAt = now;
    return true;
  }

  /** Whether the piece it took is free again. */
  boolean givesBack() {
    return tookOne && status == DeliveryStatus.FAILED;
  }

  DeliveryView view(Customer recipient) {
    return new DeliveryView(
        id,
        productId,
        recipient.uuid(),
        recipient.username(),
        status,
        reason,
        createdAt,
        completedAt);
  }
}
