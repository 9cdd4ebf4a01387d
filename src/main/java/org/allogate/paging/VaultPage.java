package org.allogate.paging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page in the envelope of the vault API.
 *
 * @param data the rows
 * @param nextCursor null on the last page
 * @param hasMore whether there is a next page
 */
public record VaultPage<T>(
    List<T> data,
    @JsonProperty("next_cursor") String nextCursor,
    @JsonProperty("has_more") boolean hasMore) {
  /** A page in its envelope. */
  public static <T> VaultPage<T> of(Page<T> page) {
    return new VaultPage<>(page.rows(), page.next(), page.next() != null);
  }
}
