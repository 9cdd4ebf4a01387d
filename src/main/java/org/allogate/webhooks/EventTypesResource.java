package org.allogate.webhooks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.allogate.access.RequiresScope;
import org.allogate.outbox.EventType;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What endpoints can be told. */
@Path("/v1/webhook-event-types")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class EventTypesResource {
  /** All types. */
  @GET
  @RequiresScope(value = Scope.WEBHOOKS_READ, capability = "webhooks.event_types")
  @Operation(
      operationId = "webhooks.event_types",
      summary = "List the event types",
      description = "Everything that endpoints can be told, on one page.")
  @APIResponse(
      responseCode = "200",
      description = "The event types.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EventTypeList.class)))
  public EventTypeList list() {
    return new EventTypeList(Stream.of(EventType.values()).map(EventTypeView::of).toList());
  }

  /** All of them, which fit on one page. */
  @Schema(name = "WebhookEventTypeList", description = "The event types.")
  public record EventTypeList(List<EventTypeView> data) {
    /** Copies the types. */
    public EventTypeList {
      data = List.copyOf(data);
    }
  }

  /**
   * One of them.
   *
   * @param subscribable whether an endpoint can name it
   */
  @Schema(name = "WebhookEventType", description = "Something that endpoints can be told.")
  public record EventTypeView(
      @Schema(examples = "product.created") String name,
      String description,
      @Schema(description = "Whether an endpoint can name it; tests come without.")
          boolean subscribable) {
    static EventTypeView of(EventType type) {
      return new EventTypeView(type.wireName(), type.description(), type.subscribable());
    }
  }
}
