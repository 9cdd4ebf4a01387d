package org.allogate.coupons;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of for whom and what a coupon counts, or counts no more. */
@Schema(
    name = "AppliedCouponEvent",
    description =
        "For whom and what a coupon counts, or counts no more. What counted there before is told of by no event of its own: at each place one coupon counts at most.")
public record AppliedCouponEvent(
    @Schema(description = EventData.VERSION) int version, AppliedCouponView appliedCoupon)
    implements EventData {
  static AppliedCouponEvent of(AppliedCouponView appliedCoupon) {
    return new AppliedCouponEvent(1, appliedCoupon);
  }
}
