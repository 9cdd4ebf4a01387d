package org.allogate.deliveries;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.customers.Resident;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Outbox;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where deliveries begin. Its path is that of all products, see RotationResource. */
@Path("/v1/products")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
public class DeliverResource {
  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject Deliveries deliveries;
  @Inject Outbox outbox;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** Begins a delivery. */
  @POST
  @Path("/{id}/actions/deliver")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.PRODUCTS_DELIVER, capability = "products.deliver")
  @CanEndWith({ProblemType.INVALID_IDENTIFIER, ProblemType.CONFLICT})
  @Operation(
      operationId = "products.deliver",
      summary = "Deliver a product",
      description =
          "Begins the delivery of a product, active or not. A limited one has a piece less from now"
              + " on; 409 when none is left.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryBody.class)))
  @APIResponse(
      responseCode = "202",
      description = "The delivery, which is pending.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryView.class),
              examples = @ExampleObject(name = "delivery", value = DeliveryExamples.DELIVERY)))
  public Response deliver(@PathParam("id") String id, Members body) {
    UUID product = Ids.inPath(id, "product");
    Resident recipient = DeliveryBody.from(body).resident();
    DeliveryView delivery =
        deliveries.begun(caller.workspace(), product, recipient, clock.instant());
    outbox.add(EventType.PRODUCT_DELIVERY_REQUESTED, DeliveryEvent.of(delivery));
    return Response.accepted(delivery).location(location(delivery.id())).build();
  }

  private URI location(UUID id) {
    return address.of(request, "/v1/deliveries/" + id);
  }
}
