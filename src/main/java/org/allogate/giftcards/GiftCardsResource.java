package org.allogate.giftcards;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.outbox.OutboxEvent;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.storecredit.CreditLedger;
import org.allogate.storecredit.CreditReason;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be done with a gift card. */
@Path("/v1/giftcards")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "giftcards", description = "Credit that was given and waits to be taken.")
public class GiftCardsResource {
  private static final String TARGET = "gift card";

  @Inject Caller caller;
  @Inject GiftCards giftCards;
  @Inject Customers customers;
  @Inject CreditLedger ledger;
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject Clock clock;

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.GIFTCARDS_READ, capability = "giftcards.read")
  @Operation(
      operationId = "giftcards.read",
      summary = "Read a gift card",
      description = "One gift card of the workspace, whatever has become of it.")
  @APIResponse(
      responseCode = "200",
      description = "The gift card.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardView.class)))
  public GiftCardView read(@PathParam("id") String id) {
    return giftCards.required(caller.workspace(), Ids.inPath(id, TARGET)).view();
  }

  /** Changes one that can still be used. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.GIFTCARDS_WRITE, capability = "giftcards.update")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "giftcards.update",
      summary = "Change a gift card",
      description =
          "Changes what the body names; 409 when the card was disabled or redeemed. One that has"
              + " expired gets another end this way.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The gift card as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardView.class)))
  public GiftCardView update(@PathParam("id") String id, Members patch) {
    OwnedGiftCard owned = giftCards.locked(caller.workspace(), Ids.inPath(id, TARGET));
    GiftCardPatchBody terms =
        GiftCardPatchBody.applied(owned.card().terms(), patch, clock.instant());
    owned.card().requireUsable();
    preconditions.require(owned::view);
    if (!terms.equals(owned.card().terms())) {
      owned.card().become(terms);
      outbox.add(EventType.GIFTCARD_UPDATED, GiftCardEvent.of(owned.view()));
    }
    return owned.view();
  }

  /** Ends one. */
  @POST
  @Path("/{id}/actions/disable")
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.GIFTCARDS_WRITE, capability = "giftcards.disable")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "giftcards.disable",
      summary = "Disable a gift card",
      description = "Ends a card for good, however often; 409 when it was redeemed.")
  @APIResponse(
      responseCode = "200",
      description = "The gift card as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardView.class)))
  public GiftCardView disable(@PathParam("id") String id) {
    OwnedGiftCard owned = giftCards.locked(caller.workspace(), Ids.inPath(id, TARGET));
    if (owned.card().disable()) {
      outbox.add(EventType.GIFTCARD_DISABLED, GiftCardEvent.of(owned.view()));
    }
    return owned.view();
  }

  /** Turns one into store credit. */
  @POST
  @Path("/{id}/actions/redeem")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.GIFTCARDS_WRITE, capability = "giftcards.redeem")
  @CanEndWith({ProblemType.INVALID_IDENTIFIER, ProblemType.CONFLICT})
  @Operation(
      operationId = "giftcards.redeem",
      summary = "Redeem a gift card",
      description =
          "Adds the card's credit to that of who redeems it, once; 409 when it was redeemed or"
              + " disabled, has expired, or is not transferable and somebody else's. An avatar that"
              + " the workspace does not know becomes a customer.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RedemptionBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The gift card as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardView.class)))
  public GiftCardView redeem(@PathParam("id") String id, Members body) {
    UUID card = Ids.inPath(id, TARGET);
    RedemptionBody redemption = RedemptionBody.from(body);
    UUID owner = giftCards.ownerOf(caller.workspace(), card);
    Resident redeemer = redemption.resident().orElse(Resident.of(owner));
    Customer customer = customers.lockedOrMet(caller.workspace(), redeemer, clock.instant());
    return redeemed(giftCards.locked(caller.workspace(), card), customer);
  }

  private GiftCardView redeemed(OwnedGiftCard owned, Customer redeemer) {
    Instant now = clock.instant();
    GiftCard card = owned.card();
    card.redeem(redeemer.id(), now);
    List<OutboxEvent> events = new ArrayList<>();
    events.add(outbox.event(EventType.GIFTCARD_UPDATED, GiftCardEvent.of(owned.view())));
    ledger
        .add(redeemer, card.credit(), 0, CreditReason.GIFT_CARD, card.id(), now)
        .map(change -> outbox.event(EventType.CUSTOMER_CREDIT_CHANGED, change))
        .ifPresent(events::add);
    outbox.add(events);
    return owned.view();
  }
}
