package org.allogate.deliveries;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a delivery is. */
public enum DeliveryStatus {
  /** On its way. */
  PENDING("pending"),
  /** Arrived, which is final. */
  DELIVERED("delivered"),
  /** Given up, which is final. */
  FAILED("failed");

  @EnumeratedValue private final String wireName;

  DeliveryStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The status of a name in which a delivery can end. */
  static Optional<DeliveryStatus> endByName(String wireName) {
    return Arrays.stream(values())
        .filter(it -> it != PENDING && it.wireName.equals(wireName))
        .findAny();
  }
}
