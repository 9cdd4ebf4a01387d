package org.allogate.giftcards;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/** Credit that its owner, or whom it is passed on to, has yet to take. */
@Entity
@Table(name = "gift_card")
public class GiftCard {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "customer_id")
  private UUID customerId;

  private int credit;
  private boolean active;
  private boolean redeemed;
  private boolean transfer;
  private UUID texture;
  private Instant purchased;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For Hibernate. */
  protected GiftCard() {}

  /** A new card of a customer of the workspace. */
  public GiftCard(UUID id, UUID workspaceId, UUID customerId, NewGiftCardBody body, Instant now) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.customerId = customerId;
    this.credit = body.credit();
    this.active = true;
    this.transfer = body.transfer();
    this.texture = body.texture();
    this.purchased = now;
    this.expiresAt = body.expiresAt();
  }

  /** The id. */
  public UUID id() {
    return id;
  }

  /** L$, 1 or more. */
  int credit() {
    return credit;
  }

  GiftCardPatchBody terms() {
    return new GiftCardPatchBody(transfer, texture, expiresAt);
  }

  void become(GiftCardPatchBody terms) {
    transfer = terms.transfer();
    texture = terms.texture();
    expiresAt = terms.expiresAt();
  }

  /**
   * Ends the card, however often; whether this did it.
   *
   * @throws ProblemException {@code conflict} when its credit was taken
   */
  public boolean disable() {
    requireUnredeemed();
    boolean ends = active;
    active = false;
    return ends;
  }

  /**
   * Counts as taken from now on.
   *
   * @throws ProblemException {@code conflict} when it cannot be taken, or not by this customer
   */
  public void redeem(UUID customer, Instant now) {
    requireUsable();
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      throw conflict("The gift card has expired.");
    }
    if (!transfer && !customer.equals(customerId)) {
      throw conflict("The gift card is not transferable: only its owner redeems it.");
    }
    redeemed = true;
  }

  /**
   * Refuses what needs a card that can still be used.
   *
   * @throws ProblemException {@code conflict} when it is redeemed or inactive
   */
  void requireUsable() {
    requireUnredeemed();
    if (!active) {
      throw conflict("The gift card is disabled.");
    }
  }

  private void requireUnredeemed() {
    if (redeemed) {
      throw conflict("The gift card was redeemed.");
    }
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail);
  }

  GiftCardView view(Customer owner) {
    return new GiftCardView(
        id,
        owner.uuid(),
        owner.username(),
        credit,
        active,
        redeemed,
        transfer,
        texture,
        purchased,
        expiresAt);
  }
}
