package org.allogate.webhooklog;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a delivery is. */
public enum DeliveryState {
  /** It is sent, or will be again. */
  PENDING("pending"),
  /** The endpoint took it. */
  DELIVERED("delivered"),
  /** It was sent as often as it is by itself. */
  EXHAUSTED("exhausted");

  @EnumeratedValue private final String wireName;

  DeliveryState(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The state of a name. */
  static Optional<DeliveryState> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
