package org.allogate.webhooklog;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delivery as the API shows it.
 *
 * @param attempts how often it was or is being sent
 * @param nextAttemptAt null unless it is pending
 * @param lastAttempt null before the first one ended
 */
@Schema(name = "WebhookDelivery", description = "One event for one endpoint.")
public record DeliveryView(
    UUID id,
    UUID endpointId,
    @Schema(description = "The `webhook-id` of every try.") UUID eventId,
    @Schema(examples = "product.created") String eventType,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"pending", "delivered", "exhausted"})
        DeliveryState state,
    @Schema(description = "How often it was or is being sent.", minimum = "0") int attempts,
    @Schema(
            description =
                "Null unless it is pending; while it is being sent, when it is sent again if nothing"
                    + " is heard of that. It waits longer while the endpoint is disabled.",
            nullable = true)
        Instant nextAttemptAt,
    Instant createdAt,
    @Schema(nullable = true) AttemptView lastAttempt) {
  static DeliveryView of(WebhookDelivery delivery, AttemptView lastAttempt) {
    return new DeliveryView(
        delivery.id(),
        delivery.endpointId(),
        delivery.eventId(),
        delivery.type(),
        delivery.state(),
        delivery.tries(),
        delivery.dueAt(),
        delivery.createdAt(),
        lastAttempt);
  }
}
