package org.allogate.store;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What buyers get back.
 *
 * @param baseBonus percent, 0 to 100
 * @param groupBonus percent for members of the store's group, 0 to 100
 */
@Schema(description = "What buyers get back, in percent.")
public record Bonus(
    @Schema(minimum = "0", maximum = "100", examples = "0") int baseBonus,
    @Schema(minimum = "0", maximum = "100", examples = "5") int groupBonus) {}
