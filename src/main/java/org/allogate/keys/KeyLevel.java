package org.allogate.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** How far a key reaches. */
public enum KeyLevel {
  /** One organization. */
  ORGANIZATION("organization"),
  /** Every organization of the tenant, one a request. */
  TENANT("tenant");

  @EnumeratedValue private final String wireName;

  KeyLevel(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The level of a name. */
  public static Optional<KeyLevel> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
