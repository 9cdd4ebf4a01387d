package org.allogate.memory;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How much is remembered, and for how long.
 *
 * @param size most rows of a kind that are remembered, setting {@code allogate.key-cache-size}
 * @param life how long what was read is believed, setting {@code allogate.key-cache-seconds};
 *     bounds how late another node's change is seen. Zero, which the setting {@code
 *     allogate.key-cache} at {@code off} means, too, reads a row each time
 */
public record MemorySettings(long size, Duration life) {
  /** Refuses what is no number of rows or no time with an {@link IllegalArgumentException}. */
  public MemorySettings {
    if (size < 0 || life.isNegative()) {
      throw new IllegalArgumentException(
          "allogate.key-cache-size and allogate.key-cache-seconds must be at least 0.");
    }
  }

  static MemorySettings from(Config config) {
    boolean on =
        !config.getOptionalValue("allogate.key-cache", String.class).orElse("on").equals("off");
    long seconds = config.getOptionalValue("allogate.key-cache-seconds", Long.class).orElse(5L);
    return new MemorySettings(
        config.getOptionalValue("allogate.key-cache-size", Long.class).orElse(100_000L),
        on ? Duration.ofSeconds(seconds) : Duration.ZERO);
  }
}
