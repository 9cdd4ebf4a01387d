package org.allogate.customers;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may not buy in a workspace's store. */
@Path("/v1/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "customers")
public class BanResource {
  @Inject Caller caller;
  @Inject Customers customers;
  @Inject Outbox outbox;

  /** Bans a customer. */
  @POST
  @Path("/{identifier}/actions/ban")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CUSTOMERS_WRITE, capability = "customers.ban")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "customers.ban",
      summary = "Ban a customer",
      description = "Keeps a customer from buying. Banning who is banned changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The customer as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerView.class)))
  public CustomerView ban(@PathParam("identifier") String identifier) {
    return banned(identifier, true);
  }

  /** Lets a banned customer back in. */
  @POST
  @Path("/{identifier}/actions/unban")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CUSTOMERS_WRITE, capability = "customers.unban")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "customers.unban",
      summary = "Unban a customer",
      description = "Lets a customer buy again. Unbanning who is not banned changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The customer as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerView.class)))
  public CustomerView unban(@PathParam("identifier") String identifier) {
    return banned(identifier, false);
  }

  private CustomerView banned(String identifier, boolean now) {
    Customer customer = customers.locked(caller.workspace(), Resident.inPath(identifier));
    boolean before = customer.view().banned();
    customer.beBanned(now);
    if (before != now) {
      outbox.add(
          now ? EventType.CUSTOMER_BANNED : EventType.CUSTOMER_UNBANNED,
          CustomerEvent.of(customer.view()));
    }
    return customer.view();
  }
}
