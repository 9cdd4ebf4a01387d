package org.allogate.demo;

import java.nio.file.Path;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.Config;

/**
 * Whether and how the demo is set up.
 *
 * @param wanted whether an empty database gets demo data, setting {@code allogate.demo}; off by
 *     default
 * @param keysFile where the demo keys are written, setting {@code allogate.demo-keys-file}
 * @param base where this server is reached, setting {@code allogate.base-url}; by default plain
 *     HTTP on localhost
 */
record DemoSettings(boolean wanted, Path keysFile, String base) {
  static DemoSettings from(Config config) {
    return new DemoSettings(
        config.getOptionalValue("allogate.demo", Boolean.class).orElse(false),
        Path.of(
            config
                .getOptionalValue("allogate.demo-keys-file", String.class)
                .orElse("demo-keys.json")),
        PublicAddress.fixed(config));
  }
}
