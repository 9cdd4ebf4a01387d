package org.allogate.storecredit;

import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of a customer's store credit.
 *
 * @param customerUuid the avatar
 * @param customerUsername null while nobody told it
 */
@Schema(
    name = "CreditEvent",
    description =
        "A change of a customer's store credit, as its ledger has it: `sequence` tells the order of changes, which events may come out of.")
public record CreditEvent(
    @Schema(description = EventData.VERSION) int version,
    @Schema(description = "The avatar.") UUID customerUuid,
    @Schema(
            description = "Null while nobody told it.",
            nullable = true,
            maxLength = 64,
            examples = "aether.ash")
        String customerUsername,
    CreditEntryView entry)
    implements EventData {
  static CreditEvent of(Customer customer, CreditEntryView entry) {
    return new CreditEvent(1, customer.uuid(), customer.username(), entry);
  }
}
