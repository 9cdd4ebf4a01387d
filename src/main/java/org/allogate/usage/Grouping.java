package org.allogate.usage;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What usage is told apart by besides time, in the order of the rows. */
enum Grouping {
  KEY("key", "key_id"),
  CAPABILITY("capability", "capability"),
  STATUS("status", "status");

  private final String wireName;
  private final String column;

  Grouping(String wireName, String column) {
    this.wireName = wireName;
    this.column = column;
  }

  /** The column of the tables. */
  String column() {
    return column;
  }

  /** Those that a text names, separated by commas; empty when it names anything else. */
  static Optional<Set<Grouping>> parse(String text) {
    Set<Grouping> groups = EnumSet.noneOf(Grouping.class);
    for (String name : text.split(",", -1)) {
      Optional<Grouping> group = byName(name);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      groups.add(group.get());
    }
    return Optional.of(groups);
  }

  private static Optional<Grouping> byName(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(name)).findAny();
  }
}
