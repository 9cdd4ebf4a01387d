package org.allogate.webhooklog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.Optional;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.EventType;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.webhooks.WebhookEndpoint;
import org.allogate.webhooks.WebhookEndpoints;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What an endpoint was sent. Its path is that of the endpoints: a class of a longer one would hide
 * every other class from the addresses below it.
 */
@Path("/v1/webhook-endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class EndpointDeliveriesResource {
  private static final String WHAT = "webhook endpoint";

  @Inject Caller caller;
  @Inject WebhookEndpoints endpoints;
  @Inject DeliveryLog log;
  @Inject TestEvents tests;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @Path("/{id}/deliveries")
  @RequiresScope(value = Scope.WEBHOOKS_READ, capability = "webhooks.deliveries")
  @Operation(
      operationId = "webhooks.deliveries",
      summary = "List the deliveries of a webhook endpoint",
      description =
          "What was sent in the last 30 days or is about to be, newest first, each with its last"
              + " attempt. Filters combine with AND.")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "Only those in this state.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"pending", "delivered", "exhausted"}))
  @Parameter(
      name = "eventType",
      in = ParameterIn.QUERY,
      description = "Only those of events of this type.",
      schema = @Schema(type = SchemaType.STRING, examples = "product.created"))
  @APIResponse(
      responseCode = "200",
      description = "A page of deliveries.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<DeliveryView> list(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<DeliveryState> state =
        parameters.value("state", "must be pending, delivered or exhausted", DeliveryState::byName);
    Optional<EventType> type =
        parameters.value("eventType", "must be the name of an event type", EventType::byName);
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    UUID endpoint = Ids.inPath(id, WHAT);
    if (endpoints.byId(caller, endpoint).isEmpty()) {
      throw ProblemException.notFound(WHAT);
    }
    return StorePage.of(log.ofEndpoint(endpoint, state, type, page));
  }

  /** Sends something to try it out. */
  @POST
  @Path("/{id}/actions/test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.test")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "webhooks.test",
      summary = "Try a webhook endpoint out",
      description =
          "Sends it an event of its own, once and soon, with the example of its type as data; what"
              + " comes of it is in the log. 409 while the endpoint is disabled.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TestBody.class)))
  @APIResponse(
      responseCode = "202",
      description = "The delivery, which is pending.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryView.class)))
  public Response test(@PathParam("id") String id, Members members) {
    TestBody body = TestBody.from(members);
    WebhookEndpoint endpoint =
        endpoints
            .locked(caller, Ids.inPath(id, WHAT))
            .orElseThrow(() -> ProblemException.notFound(WHAT));
    WebhookDeliveriesResource.requireEnabled(endpoint);
    WebhookDelivery delivery =
        tests.send(endpoint, body.eventType(), caller.origin().trace(), clock.instant());
    return Response.accepted(DeliveryView.of(delivery, null)).build();
  }
}
