package org.allogate.paging;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page in the envelope of the store API.
 *
 * @param data the rows
 * @param pagination where to go from here
 */
public record StorePage<T>(List<T> data, Pagination pagination) {
  /** A page in its envelope. */
  public static <T> StorePage<T> of(Page<T> page) {
    return new StorePage<>(page.rows(), new Pagination(page.next(), page.previous(), page.limit()));
  }

  /**
   * The cursors around a page.
   *
   * @param nextCursor null on the last page
   * @param previousCursor null on the first page
   * @param limit most rows of the page
   */
  @Schema(description = "Cursors are opaque: send one back as `cursor`, with the same filters.")
  public record Pagination(
      @Schema(
              description = "Cursor of the next page, null on the last one.",
              nullable = true,
              maxLength = 1024)
          String nextCursor,
      @Schema(
              description = "Cursor of the page before, null on the first one.",
              nullable = true,
              maxLength = 1024)
          String previousCursor,
      @Schema(description = "Most rows of a page.", minimum = "1", maximum = "1000") int limit) {}
}
