package org.allogate.coupons;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The coupon that counts for a customer and a target, of which there is at most one. */
@Entity
@Table(name = "applied_coupon")
@IdClass(AppliedCoupon.Key.class)
public class AppliedCoupon {
  @Id
  @Column(name = "customer_id")
  private UUID customerId;

  @Id private UUID target;

  @Column(name = "coupon_id")
  private UUID couponId;

  @Column(name = "applied_at")
  private Instant appliedAt;

  /** For Hibernate. */
  protected AppliedCoupon() {}

  /** A coupon applied now. */
  AppliedCoupon(Key key, UUID couponId, Instant appliedAt) {
    this.customerId = key.customerId();
    this.target = key.target();
    this.couponId = couponId;
    this.appliedAt = appliedAt;
  }

  /** Takes another coupon's place; the one that counts already keeps its time. Whether it did. */
  boolean become(UUID coupon, Instant now) {
    boolean other = !coupon.equals(couponId);
    if (other) {
      couponId = coupon;
      appliedAt = now;
    }
    return other;
  }

  /**
   * The pair that identifies it.
   *
   * @param target a product, or sixteen zeros for the store as a whole
   */
  public record Key(UUID customerId, UUID target) {}
}
