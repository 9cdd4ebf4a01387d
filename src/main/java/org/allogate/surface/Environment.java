package org.allogate.surface;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** The two environments of an organization; each is a workspace of its own. */
public enum Environment {
  LIVE("live"),
  TEST("test");

  @EnumeratedValue private final String wireName;

  Environment(String wireName) {
    this.wireName = wireName;
  }

  /** The name in keys, JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The environment of a name. */
  public static Optional<Environment> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
