package org.allogate.surface;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

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
}
