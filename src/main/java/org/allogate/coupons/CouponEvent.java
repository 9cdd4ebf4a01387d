package org.allogate.coupons;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a coupon. */
@Schema(name = "CouponEvent", description = "A coupon as it is after the event.")
public record CouponEvent(@Schema(description = EventData.VERSION) int version, CouponView coupon)
    implements EventData {
  static CouponEvent of(CouponView coupon) {
    return new CouponEvent(1, coupon);
  }
}
