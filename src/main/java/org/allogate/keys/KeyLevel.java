package org.allogate.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

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
}
