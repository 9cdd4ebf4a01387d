package org.allogate.paging;

import java.util.UUID;

/** A row of a list in memory; those of one table have ids of their own and some have one rank. */
record Row(UUID id, long rank) implements Comparable<Row> {
  static Row of(int number) {
    return of(number, 0);
  }

  static Row of(int number, long rank) {
    return new Row(new UUID(0x7000, number), rank);
  }

  @Override
  public int compareTo(Row other) {
    return id.compareTo(other.id);
  }
}
