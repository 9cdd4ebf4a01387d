package org.allogate.paging;

import java.util.UUID;

/** A row of a list in memory. */
record Row(UUID id) implements Comparable<Row> {
  static Row of(int number) {
    return new Row(new UUID(0x7000, number));
  }

  @Override
  public int compareTo(Row other) {
    return id.compareTo(other.id);
  }
}
