package org.allogate.storecredit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What customers have paid in advance. */
@Path("/v1/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credits", description = "The store credit of customers, and its ledger.")
public class CreditsResource {
  @Inject Caller caller;
  @Inject Customers customers;
  @Inject CreditLedger ledger;
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject Clock clock;

  /** A customer's credit. */
  @GET
  @Path("/{identifier}/credits")
  @Conditional
  @RequiresScope(value = Scope.CREDITS_READ, capability = "credits.read")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "credits.read",
      summary = "Read a customer's credit",
      description = "What the customer has left of both kinds of store credit.")
  @APIResponse(
      responseCode = "200",
      description = "The credit.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CreditsView.class)))
  public CreditsView read(@PathParam("identifier") String identifier) {
    return CreditsView.of(customers.required(caller.workspace(), Resident.inPath(identifier)));
  }

  /** A page of the ledger of a customer's credit. */
  @GET
  @Path("/{identifier}/credits/entries")
  @RequiresScope(value = Scope.CREDITS_READ, capability = "credits.entries")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "credits.entries",
      summary = "List the changes of a customer's credit",
      description =
          "The ledger, the last change first. Its amounts sum up to the credit, and each entry says"
              + " what was there after it.")
  @APIResponse(
      responseCode = "200",
      description = "A page of changes.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<CreditEntryView> entries(
      @PathParam("identifier") String identifier, @Context UriInfo uri) {
    Resident resident = Resident.inPath(identifier);
    Parameters parameters = Parameters.of(uri);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    Customer customer = customers.required(caller.workspace(), resident);
    return StorePage.of(ledger.of(customer, page).map(CreditEntry::view));
  }

  /** Gives a customer's credit new values. */
  @PUT
  @Path("/{identifier}/credits")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CREDITS_WRITE, capability = "credits.set")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "credits.set",
      summary = "Set a customer's credit",
      description =
          "Both kinds at once, whatever they were; `If-Match` says what they must have been. Values"
              + " that they have already are no change.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CreditsBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The credit as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CreditsView.class)))
  public CreditsView set(@PathParam("identifier") String identifier, Members body) {
    Resident resident = Resident.inPath(identifier);
    CreditsBody wanted = CreditsBody.from(body);
    Customer customer = customers.locked(caller.workspace(), resident);
    preconditions.require(() -> CreditsView.of(customer));
    ledger
        .set(customer, wanted.credit(), wanted.restrictedCredit(), clock.instant())
        .ifPresent(this::tell);
    return CreditsView.of(customer);
  }

  /** Adds to a customer's credit, or takes from it. */
  @POST
  @Path("/{identifier}/actions/adjust-credits")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CREDITS_WRITE, capability = "credits.adjust")
  @CanEndWith({
    ProblemType.INVALID_IDENTIFIER,
    ProblemType.INSUFFICIENT_CREDIT,
    ProblemType.CONFLICT
  })
  @Operation(
      operationId = "credits.adjust",
      summary = "Adjust a customer's credit",
      description =
          "Adds to one kind of credit, or takes from it: never more than there is, and never beyond"
              + " L$ 1,000,000,000,000.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AdjustmentBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The credit as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CreditsView.class)))
  public CreditsView adjust(@PathParam("identifier") String identifier, Members body) {
    Resident resident = Resident.inPath(identifier);
    AdjustmentBody by = AdjustmentBody.from(body);
    Customer customer = customers.locked(caller.workspace(), resident);
    ledger
        .add(
            customer,
            by.ordinary(),
            by.restrictedOnly(),
            CreditReason.ADJUSTED,
            null,
            clock.instant())
        .ifPresent(this::tell);
    return CreditsView.of(customer);
  }

  private void tell(CreditEvent event) {
    outbox.add(EventType.CUSTOMER_CREDIT_CHANGED, event);
  }
}
