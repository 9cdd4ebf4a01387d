package org.allogate.dispatch;

import org.eclipse.microprofile.config.Config;

/**
 * Whether and how much is sent.
 *
 * @param on setting {@code allogate.webhooks}
 * @param concurrency calls of one endpoint at a time, by node; setting {@code
 *     allogate.webhooks.concurrency}
 */
record DispatchSettings(boolean on, int concurrency) {
  /** Calls of all endpoints at a time, by node: each holds a socket and a body. */
  static final int TOTAL = 1024;

  /** The part of them that one tenant can have. */
  static final int FOR_ONE_TENANT = TOTAL / 4;

  static DispatchSettings from(Config config) {
    return new DispatchSettings(
        config.getOptionalValue("allogate.webhooks", Boolean.class).orElse(true),
        Math.max(
            1, config.getOptionalValue("allogate.webhooks.concurrency", Integer.class).orElse(4)));
  }

  Slots slots() {
    return new Slots(concurrency, FOR_ONE_TENANT, TOTAL);
  }
}
