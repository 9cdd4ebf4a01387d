package org.allogate.usage;

import org.eclipse.microprofile.config.Config;

/**
 * Whether and how usage is recorded.
 *
 * @param recorded not where the setting {@code allogate.usage} is {@code off}
 * @param cells most that memory tells apart at once, setting {@code allogate.usage-cells}; each is
 *     about half a kilobyte
 */
record UsageSettings(boolean recorded, int cells) {
  static UsageSettings from(Config config) {
    return new UsageSettings(
        !config.getOptionalValue("allogate.usage", String.class).orElse("on").equals("off"),
        config.getOptionalValue("allogate.usage-cells", Integer.class).orElse(20_000));
  }
}
