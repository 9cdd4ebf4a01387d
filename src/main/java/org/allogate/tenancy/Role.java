package org.allogate.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What a member may do in the console. */
public enum Role {
  OWNER("owner"),
  ADMIN("admin"),
  VIEWER("viewer");

  @EnumeratedValue private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
