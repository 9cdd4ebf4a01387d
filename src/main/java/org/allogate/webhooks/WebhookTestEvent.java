package org.allogate.webhooks;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told where somebody tries an endpoint out. */
@Schema(name = "WebhookTestEvent", description = "A message to an endpoint that is tried out.")
public record WebhookTestEvent(
    @Schema(description = EventData.VERSION) int version,
    @Schema(examples = "Hello from Allogate.") String message)
    implements EventData {

  /** With the message that every test has. */
  public static WebhookTestEvent hello() {
    return new WebhookTestEvent(1, "Hello from Allogate.");
  }
}
