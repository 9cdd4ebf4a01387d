package org.allogate.apikeys;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a key. */
@Schema(
    name = "ApiKeyEvent",
    description =
        "A key as it is after the event, without the key. `replacedBy` of one that was rotated or renewed is its successor.")
public record ApiKeyEvent(@Schema(description = EventData.VERSION) int version, ApiKeyView apiKey)
    implements EventData {
  static ApiKeyEvent of(ApiKeyView apiKey) {
    return new ApiKeyEvent(1, apiKey);
  }
}
