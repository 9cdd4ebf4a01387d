package org.allogate.customers;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The residents that a workspace knows. */
@Path("/v1/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "customers", description = "The residents that the workspace knows.")
public class CustomersResource {
  @Inject Caller caller;
  @Inject Customers customers;
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.CUSTOMERS_READ, capability = "customers.list")
  @Operation(
      operationId = "customers.list",
      summary = "List the customers",
      description =
          "In the order they were met, the first one first; with `spentMoreThan` in that of what they"
              + " spent, the least first: who spends during a walk forward may come twice and is never"
              + " left out. Filters combine with AND.")
  @Parameter(
      name = "newsSubscriber",
      in = ParameterIn.QUERY,
      description = "Only customers who want news, or who do not.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "spentMoreThan",
      in = ParameterIn.QUERY,
      description = "Only customers who spent more L$ than this; who spent nothing spent 0.",
      schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
  @APIResponse(
      responseCode = "200",
      description = "A page of customers.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<CustomerView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    CustomerFilter filter = CustomerFilter.of(parameters);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(
        customers.ofWorkspace(caller.workspace(), filter, page).map(Customer::view));
  }

  /** One of them. */
  @GET
  @Path("/{identifier}")
  @Conditional
  @RequiresScope(value = Scope.CUSTOMERS_READ, capability = "customers.read")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "customers.read",
      summary = "Read a customer",
      description = "One resident that the workspace knows, by username or avatar.")
  @APIResponse(
      responseCode = "200",
      description = "The customer.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerView.class)))
  public CustomerView read(@PathParam("identifier") String identifier) {
    return customers.required(caller.workspace(), Resident.inPath(identifier)).view();
  }

  /** What one of them spent. */
  @GET
  @Path("/{identifier}/spend")
  @RequiresScope(value = Scope.CUSTOMERS_READ, capability = "customers.spend")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "customers.spend",
      summary = "Read what a customer spent",
      description = "What they spent in the workspace's store since they were first seen.")
  @APIResponse(
      responseCode = "200",
      description = "What they spent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SpendView.class)))
  public SpendView spend(@PathParam("identifier") String identifier) {
    return new SpendView(
        customers.required(caller.workspace(), Resident.inPath(identifier)).spent());
  }

  /** Tells an avatar's username, which makes a customer of who is none. */
  @PUT
  @Path("/{identifier}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CUSTOMERS_WRITE, capability = "customers.name")
  @CanEndWith({ProblemType.INVALID_IDENTIFIER, ProblemType.DUPLICATE_NAME})
  @Operation(
      operationId = "customers.name",
      summary = "Name a customer",
      description =
          "Makes a customer of an avatar, or gives one that is known its new username; everything else"
              + " of them stays. The path must hold the avatar's UUID.")
  @Parameter(
      name = "identifier",
      in = ParameterIn.PATH,
      required = true,
      description = "An avatar UUID.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The customer as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerView.class)))
  public CustomerView name(@PathParam("identifier") String identifier, Members body) {
    Resident avatar = Resident.avatarInPath(identifier);
    CustomerBody told = CustomerBody.from(body);
    UUID id = Ids.next();
    Customer customer = customers.lockedOrMet(caller.workspace(), avatar, id, clock.instant());
    boolean met = customer.id().equals(id);
    if (met) {
      preconditions.requireNothing();
    } else {
      preconditions.require(customer::view);
    }
    CustomerView before = customer.view();
    customers.name(customer, told.username());
    return told(met ? null : before, customer.view());
  }

  /** Changes one of them. */
  @PATCH
  @Path("/{identifier}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.CUSTOMERS_WRITE, capability = "customers.update")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "customers.update",
      summary = "Change a customer",
      description = "Changes what the body mentions; null sets back to the default.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The customer as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CustomerView.class)))
  public CustomerView update(@PathParam("identifier") String identifier, Members patch) {
    Resident resident = Resident.inPath(identifier);
    CustomerPatchBody changes = CustomerPatchBody.from(patch);
    Customer customer = customers.locked(caller.workspace(), resident);
    preconditions.require(customer::view);
    CustomerView before = customer.view();
    customer.become(changes);
    return told(before, customer.view());
  }

  private CustomerView told(CustomerView before, CustomerView after) {
    if (!after.equals(before)) {
      outbox.add(EventType.CUSTOMER_UPDATED, CustomerEvent.of(after));
    }
    return after;
  }
}
