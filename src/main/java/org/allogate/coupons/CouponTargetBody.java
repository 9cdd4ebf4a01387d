package org.allogate.coupons;

import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A coupon and what it is to count for.
 *
 * @param productId null for the store as a whole
 */
@Schema(description = "A coupon and what it is to count for.")
public record CouponTargetBody(
    @Schema(required = true) UUID couponId,
    @Schema(
            implementation = Integer.class,
            type = SchemaType.INTEGER,
            enumeration = {"0", "1"},
            description = "0 the store as a whole, 1 one product.",
            required = true)
        CouponScope scope,
    @Schema(description = "Required with scope 1, forbidden with 0.", nullable = true)
        UUID productId) {
  private static final UUID WHOLE_STORE = new UUID(0, 0);
  private static final String SCOPE = "scope";
  private static final String PRODUCT = "productId";

  static CouponTargetBody from(Members body) {
    UUID coupon = body.uuid("couponId");
    Optional<CouponScope> scope = scope(body);
    UUID product = product(body, scope);
    body.check();
    return new CouponTargetBody(coupon, scope.orElseThrow(), product);
  }

  private static Optional<CouponScope> scope(Members body) {
    if (!isGiven(body, SCOPE)) {
      body.refuse(SCOPE, "is required");
    }
    return body.optionalInteger(SCOPE, 0, 1).map(CouponScope::of);
  }

  // With a scope that is none itself, a product is as good as no product.
  private static UUID product(Members body, Optional<CouponScope> scope) {
    boolean given = isGiven(body, PRODUCT);
    if (given && scope.equals(Optional.of(CouponScope.STORE))) {
      body.refuse(PRODUCT, "must not be given with scope 0");
      return null;
    }
    if (!given && scope.equals(Optional.of(CouponScope.PRODUCT))) {
      body.refuse(PRODUCT, "is required with scope 1");
    }
    return body.optionalUuid(PRODUCT).orElse(null);
  }

  private static boolean isGiven(Members body, String name) {
    return body.mentions(name) && !body.isNull(name);
  }

  /** What tells the targets of one customer apart: the product, or sixteen zeros. */
  UUID target() {
    return scope == CouponScope.STORE ? WHOLE_STORE : productId;
  }

  AppliedCouponView view(UUID customerUuid) {
    return new AppliedCouponView(couponId, customerUuid, scope, productId);
  }
}
