package org.allogate.vault;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;

/** Whether a project can still be changed. */
public enum ProjectStatus {
  /** It can. */
  ACTIVE("active"),
  /** It cannot, for good. */
  ARCHIVED("archived");

  @EnumeratedValue private final String wireName;

  ProjectStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  static Optional<ProjectStatus> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
