package org.allogate.coupons;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customers;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * Which coupons count for whom. All of it works on a customer whose row the transaction has locked
 * with {@link Customers#locked}.
 */
@ApplicationScoped
public class AppliedCoupons {
  @PersistenceContext EntityManager em;

  /** Puts a coupon in the place of the one that counted, if any did; whether it did not before. */
  boolean apply(AppliedCoupon.Key place, UUID coupon, Instant now) {
    AppliedCoupon known = em.find(AppliedCoupon.class, place);
    if (known == null) {
      em.persist(new AppliedCoupon(place, coupon, now));
      return true;
    }
    return known.become(coupon, now);
  }

  /**
   * Takes a coupon away.
   *
   * @throws ProblemException {@code conflict} when it does not count there
   */
  void revoke(AppliedCoupon.Key place, UUID coupon) {
    int taken =
        em.createQuery(
                "delete from AppliedCoupon a where a.customerId = :customer"
                    + " and a.target = :target and a.couponId = :coupon")
            .setParameter("customer", place.customerId())
            .setParameter("target", place.target())
            .setParameter("coupon", coupon)
            .executeUpdate();
    if (taken == 0) {
      throw new ProblemException(
          ProblemType.CONFLICT, "This coupon is not applied there for this customer.");
    }
  }
}
