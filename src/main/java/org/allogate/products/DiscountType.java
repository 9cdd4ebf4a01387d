package org.allogate.products;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.allogate.input.Members;

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

  /** A required type, by its number; null where it is wrong. */
  static DiscountType from(Members body, String name) {
    body.require(name);
    return body.optionalInteger(name, 0, values().length - 1)
        .map(code -> values()[code])
        .orElse(null);
  }

  abstract int apply(int price, int value);

  /** The number in JSON and the database. */
  @JsonValue
  public int code() {
    return code;
  }
}
