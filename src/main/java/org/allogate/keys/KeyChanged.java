package org.allogate.keys;

import java.util.List;
import java.util.UUID;

/**
 * Fired inside a transaction that changes what the guard knows of some keys, once for all of them;
 * whoever keeps such knowledge observes it {@code AFTER_COMPLETION}. The answer to the change is
 * sent after that, and after other nodes were told.
 */
public record KeyChanged(List<UUID> keys) {
  /** Copies the list. */
  public KeyChanged {
    keys = List.copyOf(keys);
  }

  /** Of some keys. */
  public static KeyChanged of(UUID... keys) {
    return new KeyChanged(List.of(keys));
  }
}
