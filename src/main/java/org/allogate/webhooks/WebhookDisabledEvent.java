package org.allogate.webhooks;

import java.util.UUID;
import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of an endpoint that is sent nothing more.
 *
 * @param endpointId of the endpoint that was disabled
 * @param organizationId null where it is the whole tenant's
 */
@Schema(name = "WebhookDisabledEvent", description = "An endpoint that is sent nothing more.")
public record WebhookDisabledEvent(
    @Schema(description = EventData.VERSION) int version,
    UUID endpointId,
    @Schema(description = "Null for an endpoint of the whole tenant.", nullable = true)
        UUID organizationId,
    @Schema(examples = "https://shop.example.com/webhooks") String url,
    @Schema(examples = "It answered 410.") String disabledReason)
    implements EventData {}
