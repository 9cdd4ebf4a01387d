package org.allogate.paging;

import java.util.Optional;
import org.allogate.input.Parameters;

/**
 * Which page a client asks for.
 *
 * @param cursor the cursor as it was sent, empty for the first page
 * @param limit most rows of the page
 */
public record PageRequest(Optional<String> cursor, int limit) {
  private static final int STORE_MAX = 1000;
  private static final int STORE_DEFAULT = 100;
  private static final int VAULT_MAX = 100;
  private static final int VAULT_DEFAULT = 25;

  /** The store's rule: {@code limit} is 1 to 1000, 100 unless said; anything else is wrong. */
  public static PageRequest ofStore(Parameters parameters) {
    int limit =
        parameters
            .integer(
                "limit",
                "an integer from 1 to " + STORE_MAX,
                value -> value >= 1 && value <= STORE_MAX ? Optional.of(value) : Optional.empty())
            .orElse(STORE_DEFAULT);
    return new PageRequest(parameters.raw("cursor"), limit);
  }

  /** The vault's rule: above 100 is 100, zero and below are the default of 25. */
  public static PageRequest ofVault(Parameters parameters) {
    int limit =
        parameters
            .integer("limit", "an integer", value -> Optional.of(clamped(value)))
            .orElse(VAULT_DEFAULT);
    return new PageRequest(parameters.raw("cursor"), limit);
  }

  private static int clamped(int limit) {
    return limit < 1 ? VAULT_DEFAULT : Math.min(limit, VAULT_MAX);
  }
}
