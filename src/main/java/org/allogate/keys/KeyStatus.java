package org.allogate.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a key is in its life. */
public enum KeyStatus {
  /** In force. */
  ACTIVE("active"),
  /** Ended by somebody, which is final. */
  REVOKED("revoked"),
  /** Past its end. */
  EXPIRED("expired");

  @EnumeratedValue private final String wireName;

  KeyStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The status of a name. */
  public static Optional<KeyStatus> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
