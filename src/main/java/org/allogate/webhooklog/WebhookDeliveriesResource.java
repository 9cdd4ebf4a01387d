package org.allogate.webhooklog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.conditional.Conditional;
import org.allogate.input.Ids;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.webhooks.Lanes;
import org.allogate.webhooks.WebhookEndpoint;
import org.allogate.webhooks.WebhookEndpoints;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was sent, one by one. */
@Path("/v1/webhook-deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class WebhookDeliveriesResource {
  private static final String WHAT = "webhook delivery";

  @Inject Caller caller;
  @Inject WebhookEndpoints endpoints;
  @Inject DeliveryLog log;
  @Inject Lanes lanes;
  @Inject Clock clock;

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.WEBHOOKS_READ, capability = "webhooks.read_delivery")
  @Operation(
      operationId = "webhooks.read_delivery",
      summary = "Read a webhook delivery",
      description = "One delivery with what was sent and everything that was answered.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryDetailView.Described.class)))
  public DeliveryDetailView read(@PathParam("id") String id) {
    List<Logged> whole = log.whole(Ids.inPath(id, WHAT));
    WebhookDelivery delivery =
        whole.stream()
            .findFirst()
            .map(Logged::delivery)
            .filter(it -> endpoints.byId(caller, it.endpointId()).isPresent())
            .orElseThrow(() -> ProblemException.notFound(WHAT));
    return DeliveryDetailView.of(whole, log.payload(delivery.eventId()));
  }

  /** Sends one again. */
  @POST
  @Path("/{id}/actions/redeliver")
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.redeliver")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "webhooks.redeliver",
      summary = "Send a webhook again",
      description =
          "At once, and then as often as a new one, under the same `webhook-id`; what is pending is"
              + " only sent at once. 409 while the endpoint is disabled, after 100 attempts, and when what"
              + " was sent is kept no longer.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryView.class)))
  public DeliveryView redeliver(@PathParam("id") String id) {
    UUID delivery = Ids.inPath(id, WHAT);
    WebhookEndpoint endpoint =
        log.endpointOf(delivery)
            .flatMap(it -> endpoints.locked(caller, it))
            .orElseThrow(() -> ProblemException.notFound(WHAT));
    requireEnabled(endpoint);
    Instant now = clock.instant();
    // The lane before its deliveries, as whoever sends them locks them.
    lanes.wake(Set.of(endpoint.id()), now);
    return redelivered(delivery, now);
  }

  private DeliveryView redelivered(UUID id, Instant now) {
    WebhookDelivery delivery = log.locked(id).orElseThrow(() -> ProblemException.notFound(WHAT));
    if (delivery.tries() >= WebhookDelivery.MOST_TRIES) {
      throw new ProblemException(
          ProblemType.CONFLICT, "It was sent %d times already.".formatted(delivery.tries()));
    }
    if (!log.keeps(delivery.eventId())) {
      throw new ProblemException(ProblemType.CONFLICT, "What it sent is kept no longer.");
    }
    delivery.redeliver(now);
    return DeliveryView.of(delivery, log.last(id).map(WebhookAttempt::view).orElse(null));
  }

  static void requireEnabled(WebhookEndpoint endpoint) {
    if (!endpoint.enabled()) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The endpoint is disabled. Enable it, then send.");
    }
  }
}
