package org.allogate.webhooks;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of an endpoint that is sent nothing more. */
@Schema(
    name = "WebhookDisabledEvent",
    description = "An endpoint that is sent nothing more; `disabledReason` says why.")
public record WebhookDisabledEvent(
    @Schema(description = EventData.VERSION) int version, EndpointView endpoint)
    implements EventData {
  /** Of an endpoint as it is now. */
  public static WebhookDisabledEvent of(WebhookEndpoint endpoint) {
    return new WebhookDisabledEvent(1, EndpointView.of(endpoint));
  }
}
