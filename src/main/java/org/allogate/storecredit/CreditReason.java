package org.allogate.storecredit;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a customer's store credit changed. */
@Schema(description = "Why a customer's store credit changed.")
public enum CreditReason {
  /** Something was added or taken. */
  ADJUSTED("adjusted"),
  /** It was given a value, whatever it was before. */
  SET("set"),
  /** A gift card was turned into it. */
  GIFT_CARD("gift_card");

  @EnumeratedValue private final String wireName;

  CreditReason(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
