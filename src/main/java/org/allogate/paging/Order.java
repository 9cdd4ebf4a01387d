package org.allogate.paging;

import java.util.UUID;
import java.util.function.Function;

/**
 * What orders a list of rows: the id, or a rank and among equals the id; both in one direction, so
 * that one index serves it either way.
 *
 * @param rankPath the path of the rank, or null
 * @param rank the rank of a row read, null when there is none
 * @param idPath the path of the id
 * @param id the id of a row read
 */
record Order<T>(
    String rankPath,
    Function<T, Long> rank,
    String idPath,
    Function<T, UUID> id,
    boolean ascending) {
  static final String RANK = "rank";
  static final String ID = "edge";

  static <T> Order<T> byId(String idPath, Function<T, UUID> id, boolean ascending) {
    return new Order<>(null, row -> null, idPath, id, ascending);
  }

  Edge edge(T row) {
    return new Edge(rank.apply(row), id.apply(row));
  }

  /** The condition of the rows that a cursor asks for, a union of index ranges side by side. */
  String condition(Direction direction) {
    String comparison = ascending ? direction.comparison() : mirrored(direction.comparison());
    String beyond = "%s %s :%s".formatted(idPath, comparison, ID);
    return rankPath == null
        ? beyond
        : "(%s %c :%s or %1$s = :%3$s and %s)"
            .formatted(rankPath, comparison.charAt(0), RANK, beyond);
  }

  private static String mirrored(String comparison) {
    return (comparison.charAt(0) == '<' ? '>' : '<') + comparison.substring(1);
  }

  /** The {@code order by} of a page read in the list's direction or against it. */
  String clause(boolean forward) {
    String way = ascending == forward ? " asc" : " desc";
    return " order by " + (rankPath == null ? "" : rankPath + way + ", ") + idPath + way;
  }
}
