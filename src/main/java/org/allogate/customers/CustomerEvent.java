package org.allogate.customers;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a customer. */
@Schema(name = "CustomerEvent", description = "A customer as they are after the event.")
public record CustomerEvent(
    @Schema(description = EventData.VERSION) int version, CustomerView customer)
    implements EventData {
  static CustomerEvent of(CustomerView customer) {
    return new CustomerEvent(1, customer);
  }
}
