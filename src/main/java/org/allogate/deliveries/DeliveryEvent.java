package org.allogate.deliveries;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a delivery. */
@Schema(name = "DeliveryEvent", description = "A delivery that was asked for.")
public record DeliveryEvent(
    @Schema(description = EventData.VERSION) int version, DeliveryView delivery)
    implements EventData {
  static DeliveryEvent of(DeliveryView delivery) {
    return new DeliveryEvent(1, delivery);
  }
}
