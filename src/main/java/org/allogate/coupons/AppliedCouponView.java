package org.allogate.coupons;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * For whom and what a coupon counts, or counted, as the API shows it.
 *
 * @param productId null for the store as a whole
 */
@Schema(name = "AppliedCoupon", description = "For whom and what a coupon counts, or counted.")
public record AppliedCouponView(
    UUID couponId,
    @Schema(description = "The avatar.") UUID customerUuid,
    @Schema(
            implementation = String.class,
            type = SchemaType.STRING,
            enumeration = {"store", "product"})
        CouponScope scope,
    @Schema(description = "Null for the store as a whole.", nullable = true) UUID productId) {}
