package org.allogate.dispatch;

import java.util.UUID;
import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code webhook_endpoint.disabled} tells. */
@Schema(description = "An endpoint that is sent nothing more until it is enabled again.")
public record WebhookEndpointDisabledEvent(
    @Schema(description = "Of this form.", examples = "1") int version,
    @Schema(description = "The endpoint's id.") UUID id,
    @Schema(examples = "https://example.com/webhooks") String url,
    @Schema(description = "Why.", examples = "Failed for five days.") String reason)
    implements EventData {
  static final int VERSION = 1;
}
