package org.allogate.demo;

import java.util.List;

/** A coupon of the demo's store. */
record DemoCoupon(String code, int discount, int ownerProfit, boolean active) {
  static final List<DemoCoupon> ALL =
      List.of(
          new DemoCoupon("SPRING-26", 10, 0, true),
          new DemoCoupon("ASH-FRIENDS", 15, 5, true),
          new DemoCoupon("BLOG-ARIA", 10, 10, true),
          new DemoCoupon("BLOG-BRAM", 10, 10, true),
          new DemoCoupon("BLOG-CORA", 12, 8, true),
          new DemoCoupon("HATS-ONLY", 20, 0, true),
          new DemoCoupon("WINTER-25", 25, 0, false),
          new DemoCoupon("OPENING", 50, 0, false),
          new DemoCoupon("MOONLIT-MASKS", 15, 0, true),
          new DemoCoupon("WELCOME-BACK", 5, 0, true),
          new DemoCoupon("GROUP-GIFT", 30, 0, true),
          new DemoCoupon("FAIR-2026", 18, 6, true));
}
