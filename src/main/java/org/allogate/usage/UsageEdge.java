package org.allogate.usage;

import java.time.Instant;
import java.util.UUID;
import org.allogate.input.Ids;

/** The sort key of a row of usage; what the rows are not told apart by has any value. */
record UsageEdge(Instant time, UUID key, int status, String capability) {
  private static final int PARTS = 4;

  static UsageEdge of(UsageView row) {
    return new UsageEdge(
        row.time(),
        row.keyId() == null ? CellKey.NONE : row.keyId(),
        row.status() == null ? 0 : row.status(),
        row.capability() == null ? CellKey.ANY : row.capability());
  }

  /** Reads what {@link #toString} wrote. */
  static UsageEdge parse(String text) {
    String[] parts = text.split(" ", PARTS);
    return new UsageEdge(
        Instant.ofEpochSecond(Long.parseLong(parts[0])),
        UUID.fromString(parts[1]),
        Integer.parseInt(parts[2]),
        parts[3]);
  }

  /** The value of a column that rows are told apart by. */
  Object value(Grouping group) {
    return switch (group) {
      case KEY -> Ids.bytes(key);
      case CAPABILITY -> capability;
      case STATUS -> status;
    };
  }

  @Override
  public String toString() {
    return time.getEpochSecond() + " " + key + " " + status + " " + capability;
  }
}
