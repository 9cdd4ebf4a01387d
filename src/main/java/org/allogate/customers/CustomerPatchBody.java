package org.allogate.customers;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client changes of a customer.
 *
 * @param discount percent, or null to leave it
 * @param newsSubscriber null to leave it
 */
@Schema(description = "A merge patch (RFC 7396): what is absent stays, null is the default.")
public record CustomerPatchBody(
    @Schema(minimum = "0", maximum = "100", defaultValue = "0", nullable = true) Integer discount,
    @Schema(defaultValue = "false", nullable = true) Boolean newsSubscriber) {

  static CustomerPatchBody from(Members patch) {
    CustomerPatchBody changes =
        new CustomerPatchBody(
            patch.mentions("discount") ? patch.percent("discount", 0) : null,
            patch.mentions("newsSubscriber") ? patch.flag("newsSubscriber", false) : null);
    patch.check();
    return changes;
  }
}
