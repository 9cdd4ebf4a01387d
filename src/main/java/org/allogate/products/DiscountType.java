package org.allogate.products;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How a discount lowers a price. */
public enum DiscountType {
  /** Takes a share of the price off, rounded down to the L$. */
  PERCENT(0) {
    @Override
    int apply(int price, int value) {
      return price - (int) ((long) price * value / 100);
    }
  },
  /** Takes an amount off, never below nothing. */
  FLAT(1) {
    @Override
    int apply(int price, int value) {
      return Math.max(0, price - value);
    }
  },
  /** Is the price. */
  OVERRIDE(2) {
    @Override
    int apply(int price, int value) {
      return value;
    }
  };

  @EnumeratedValue private final int code;

  DiscountType(int code) {
    this.code = code;
  }

  abstract int apply(int price, int value);

  /** The number in JSON and the database. */
  @JsonValue
  public int code() {
    return code;
  }
}
