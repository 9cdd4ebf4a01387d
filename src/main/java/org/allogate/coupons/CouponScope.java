package org.allogate.coupons;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an applied coupon counts for; requests say it by number, answers by name. */
public enum CouponScope {
  /** Everything the store sells: 0. */
  STORE("store"),
  /** One product: 1. */
  PRODUCT("product");

  private final String wireName;

  CouponScope(String wireName) {
    this.wireName = wireName;
  }

  /** The scope of a number in a request, 0 or 1. */
  static CouponScope of(int code) {
    return code == 0 ? STORE : PRODUCT;
  }

  /** The name in answers. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
