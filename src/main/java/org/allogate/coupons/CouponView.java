package org.allogate.coupons;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A coupon as the API shows it.
 *
 * @param discount percent off, 0 to 100
 * @param ownerProfit percent of what is sold with it that its owner gets, 0 to 100
 */
@Schema(name = "Coupon", description = "A code that lowers prices.")
public record CouponView(
    UUID id,
    @Schema(examples = "SPRING-26") String code,
    @Schema(description = "Who shares in what is sold with it.") UUID ownerUuid,
    @Schema(examples = "aether.ash") String ownerUsername,
    @Schema(description = "Percent off.", minimum = "0", maximum = "100", examples = "10")
        int discount,
    @Schema(
            description = "Percent of what is sold with it that its owner gets.",
            minimum = "0",
            maximum = "100",
            examples = "5")
        int ownerProfit,
    @Schema(description = "Whether it can be applied.") boolean active) {}
