package org.allogate.loyalty;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A loyalty tier as the API shows it.
 *
 * @param minimumSpend lifetime L$ from which it counts
 * @param discount percent
 */
@Schema(name = "LoyaltyTier", description = "A discount for faithful customers.")
public record LoyaltyTierView(
    UUID id,
    @Schema(examples = "Gold") String name,
    @Schema(description = "Lifetime L$ from which it counts.", minimum = "0", examples = "10000")
        long minimumSpend,
    @Schema(description = "Percent.", minimum = "0", maximum = "100", examples = "10")
        int discount) {}
