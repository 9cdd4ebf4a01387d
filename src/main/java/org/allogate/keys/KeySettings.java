package org.allogate.keys;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How keys look and how long what is known of them is believed.
 *
 * @param prefixWord first part of every key, setting {@code allogate.key-prefix}
 * @param cacheSize most key records kept in memory, setting {@code allogate.key-cache-size}
 * @param cacheTimeToLive how long a record is believed, setting {@code allogate.key-cache-seconds};
 *     bounds how late another node's change is seen
 */
public record KeySettings(String prefixWord, long cacheSize, Duration cacheTimeToLive) {
  static KeySettings from(Config config) {
    return new KeySettings(
        config.getOptionalValue("allogate.key-prefix", String.class).orElse("allo"),
        config.getOptionalValue("allogate.key-cache-size", Long.class).orElse(100_000L),
        Duration.ofSeconds(
            config.getOptionalValue("allogate.key-cache-seconds", Long.class).orElse(5L)));
  }
}
