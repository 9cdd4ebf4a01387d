package org.allogate.coupons;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.customers.Customer;
import org.allogate.customers.Customers;
import org.allogate.customers.Resident;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.paging.Page;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
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

/** The codes that lower prices. */
@Path("/v1/coupons")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "coupons", description = "Codes that lower prices, and for whom they count.")
public class CouponsResource {
  static final String TARGET = "coupon";

  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Coupons coupons;
  @Inject Customers customers;
  @Inject Outbox outbox;
  @Inject Preconditions preconditions;
  @Inject PublicAddress address;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.COUPONS_READ, capability = "coupons.list")
  @Operation(
      operationId = "coupons.list",
      summary = "List the coupons",
      description = "The coupons of the workspace, oldest first.")
  @Parameter(
      name = "active",
      in = ParameterIn.QUERY,
      description = "Only coupons that can, or cannot, be applied.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @APIResponse(
      responseCode = "200",
      description = "A page of coupons.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<CouponView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<Boolean> active = parameters.flag("active");
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(coupons.ofWorkspace(caller.workspace(), active, page).map(Coupon::view));
  }

  /** A page of those of an owner. */
  @GET
  @Path("/owner/{identifier}")
  @RequiresScope(value = Scope.COUPONS_READ, capability = "coupons.of_owner")
  @CanEndWith(ProblemType.INVALID_IDENTIFIER)
  @Operation(
      operationId = "coupons.of_owner",
      summary = "List the coupons of an owner",
      description =
          "The coupons whose owner has this avatar UUID, or this username, oldest first; 404 for who"
              + " owns none and is no customer either.")
  @APIResponse(
      responseCode = "200",
      description = "A page of coupons.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<CouponView> ofOwner(
      @PathParam("identifier") String identifier, @Context UriInfo uri) {
    Resident owner = Resident.inPath(identifier);
    Parameters parameters = Parameters.of(uri);
    PageRequest request = PageRequest.ofStore(parameters);
    parameters.check();
    Page<Coupon> page = coupons.ofOwner(caller.workspace(), owner, request);
    if (page.rows().isEmpty() && page.next() == null && page.previous() == null) {
      customers.required(caller.workspace(), owner);
    }
    return StorePage.of(page.map(Coupon::view));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.COUPONS_READ, capability = "coupons.read")
  @Operation(
      operationId = "coupons.read",
      summary = "Read a coupon",
      description = "One coupon of the workspace, active or not.")
  @APIResponse(
      responseCode = "200",
      description = "The coupon.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponView.class)))
  public CouponView read(@PathParam("id") String id) {
    return coupons
        .byId(caller.workspace(), Ids.inPath(id, TARGET))
        .map(Coupon::view)
        .orElseThrow(() -> ProblemException.notFound(TARGET));
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.COUPONS_WRITE, capability = "coupons.create")
  @CanEndWith(ProblemType.DUPLICATE_NAME)
  @Operation(
      operationId = "coupons.create",
      summary = "Create a coupon",
      description = "A new coupon of the workspace, which counts for nobody yet.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new coupon.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponView.class)))
  public Response create(Members body) {
    Coupon coupon = new Coupon(Ids.next(), caller.workspace(), described(body));
    coupons.add(coupon);
    outbox.add(EventType.COUPON_CREATED, CouponEvent.of(coupon.view()));
    return Response.created(address.of(request, "/v1/coupons/" + coupon.id()))
        .entity(coupon.view())
        .build();
  }

  /** Describes one anew. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.COUPONS_WRITE, capability = "coupons.update")
  @CanEndWith(ProblemType.DUPLICATE_NAME)
  @Operation(
      operationId = "coupons.update",
      summary = "Replace a coupon",
      description =
          "Replaces the description of a coupon as a whole; absent optional members take their"
              + " defaults. One that is inactive is not applied any more once this has answered; for"
              + " whom it counts already stays as it is.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The coupon as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CouponView.class)))
  public CouponView update(@PathParam("id") String id, Members body) {
    Coupon coupon =
        coupons
            .locked(caller.workspace(), Ids.inPath(id, TARGET))
            .orElseThrow(() -> ProblemException.notFound(TARGET));
    CouponBody description = described(body);
    preconditions.require(coupon::view);
    CouponView before = coupon.view();
    coupon.become(description);
    coupons.write();
    CouponView after = coupon.view();
    if (!after.equals(before)) {
      outbox.add(EventType.COUPON_UPDATED, CouponEvent.of(after));
    }
    return after;
  }

  private CouponBody described(Members body) {
    return CouponBody.from(
        body,
        owner -> customers.of(caller.workspace(), Resident.of(owner)).map(Customer::username));
  }
}
