package org.allogate.deliveries;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products on their way to residents. */
@Path("/v1/deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries", description = "Products on their way to residents.")
public class DeliveriesResource {
  @Inject Caller caller;
  @Inject Deliveries deliveries;
  @Inject Clock clock;

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.PRODUCTS_DELIVER, capability = "deliveries.read")
  @Operation(
      operationId = "deliveries.read",
      summary = "Read a delivery",
      description = "One delivery of the workspace.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryView.class),
              examples = @ExampleObject(name = "delivery", value = DeliveryExamples.DELIVERY)))
  public DeliveryView read(@PathParam("id") String id) {
    return deliveries.shown(caller.workspace(), Ids.inPath(id, Deliveries.WHAT));
  }

  /** Ends one, as the server in-world says. */
  @POST
  @Path("/{id}/actions/complete")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.PRODUCTS_DELIVER, capability = "deliveries.complete")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "deliveries.complete",
      summary = "Complete a delivery",
      description =
          "Says how a delivery ended. A failed one of a limited product gives its piece back."
              + " Saying the same again changes nothing; 409 for a delivery that ended otherwise.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompletionBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The delivery as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryView.class)))
  public DeliveryView complete(@PathParam("id") String id, Members body) {
    UUID delivery = Ids.inPath(id, Deliveries.WHAT);
    CompletionBody completion = CompletionBody.from(body);
    return deliveries.completed(caller.workspace(), delivery, completion, clock.instant());
  }
}
