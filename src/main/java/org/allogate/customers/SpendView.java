package org.allogate.customers;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a customer has spent.
 *
 * @param sum L$ in all
 */
@Schema(name = "Spend", description = "What a customer has spent.")
public record SpendView(
    @Schema(description = "L$ in all.", minimum = "0", examples = "1250") long sum) {}
