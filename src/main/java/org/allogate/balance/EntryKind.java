package org.allogate.balance;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a tenant's credits changed. */
@Schema(description = "Why a tenant's credits changed.")
public enum EntryKind {
  /** What the tenant began with. */
  OPENING("opening"),
  /** An owner added some. */
  GRANT("grant"),
  /** An owner took some. */
  CORRECTION("correction"),
  /** What the calls of an hour cost, added to while the hour lasts. */
  USAGE("usage");

  @EnumeratedValue private final String wireName;

  EntryKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  static Optional<EntryKind> byName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findAny();
  }
}
