package org.allogate.keys;

import org.eclipse.microprofile.config.Config;

/**
 * How keys look.
 *
 * @param prefixWord first part of every key, setting {@code allogate.key-prefix}
 */
public record KeySettings(String prefixWord) {
  static KeySettings from(Config config) {
    return new KeySettings(
        config.getOptionalValue("allogate.key-prefix", String.class).orElse("allo"));
  }
}
