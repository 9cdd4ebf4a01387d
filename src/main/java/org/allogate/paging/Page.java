package org.allogate.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param rows in the order of the list, never null
 * @param next cursor of the page after it, null on the last page
 * @param previous cursor of the page before it, null on the first page
 * @param limit most rows it could have had
 */
public record Page<T>(List<T> rows, String next, String previous, int limit) {
  /** Copies the rows. */
  public Page {
    rows = List.copyOf(rows);
  }

  /** The same page of other things. */
  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(rows.stream().map(view).toList(), next, previous, limit);
  }
}
