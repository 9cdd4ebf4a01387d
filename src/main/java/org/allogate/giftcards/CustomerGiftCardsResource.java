package org.allogate.giftcards;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gift cards of a customer. */
@Path("/v1/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "giftcards")
public class CustomerGiftCardsResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Customers customers;
  @Inject GiftCards giftCards;
  @Inject Outbox outbox;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @Path("/{identifier}/giftcards")
  @RequiresScope(value = Scope.GIFTCARDS_READ, capability = "giftcards.list")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "giftcards.list",
      summary = "List a customer's gift cards",
      description = "The gift cards a customer owns, oldest first. Filters combine with AND.")
  @Parameter(
      name = "active",
      in = ParameterIn.QUERY,
      description = "Only cards that were not, or were, disabled.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "redeemed",
      in = ParameterIn.QUERY,
      description = "Only cards that were, or were not, redeemed.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @APIResponse(
      responseCode = "200",
      description = "A page of gift cards.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<GiftCardView> list(
      @PathParam("identifier") String identifier, @Context UriInfo uri) {
    Resident resident = Resident.inPath(identifier);
    Parameters parameters = Parameters.of(uri);
    Optional<Boolean> active = parameters.flag("active");
    Optional<Boolean> redeemed = parameters.flag("redeemed");
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    Customer owner = customers.required(caller.workspace(), resident);
    return StorePage.of(
        giftCards.ofCustomer(owner.id(), active, redeemed, page).map(card -> card.view(owner)));
  }

  /** Gives a customer one. */
  @POST
  @Path("/{identifier}/actions/grant-gift-card")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.GIFTCARDS_WRITE, capability = "giftcards.grant")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "giftcards.grant",
      summary = "Grant a gift card",
      description =
          "A new gift card of a customer. An avatar that the workspace does not know becomes a"
              + " customer; a username that it does not know is 404.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewGiftCardBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new gift card.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = GiftCardView.class)))
  public Response grant(@PathParam("identifier") String identifier, Members body) {
    Resident resident = Resident.inPath(identifier);
    Instant now = clock.instant();
    NewGiftCardBody description = NewGiftCardBody.from(body, now);
    Customer owner = customers.lockedOrMet(caller.workspace(), resident, now);
    GiftCard card = new GiftCard(Ids.next(), caller.workspace(), owner.id(), description, now);
    giftCards.add(card);
    outbox.add(EventType.GIFTCARD_GRANTED, GiftCardEvent.of(card.view(owner)));
    return Response.created(address.of(request, "/v1/giftcards/" + card.id()))
        .entity(card.view(owner))
        .build();
  }
}
