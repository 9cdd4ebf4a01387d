package org.allogate.storecredit;

import org.allogate.customers.Customer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer's store credit as the API shows it.
 *
 * @param credit L$ that are spent anywhere
 * @param restrictedCredit L$ that are spent where the store allows it
 */
@Schema(name = "Credits", description = "A customer's store credit, in L$.")
public record CreditsView(
    @Schema(description = "Spent anywhere.", minimum = "0", examples = "500") long credit,
    @Schema(description = "Spent where the store allows it.", minimum = "0", examples = "0")
        long restrictedCredit) {
  static CreditsView of(Customer customer) {
    return new CreditsView(customer.credit(), customer.restrictedCredit());
  }
}
