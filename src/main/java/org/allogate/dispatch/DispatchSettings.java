package org.allogate.dispatch;

import org.eclipse.microprofile.config.Config;

/**
 * Whether and how much is sent.
 *
 * @param on false where {@code allogate.webhooks} or {@code allogate.webhooks.dispatch} is: the
 *     latter leaves sending to other nodes
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
        on(config, "allogate.webhooks") && on(config, "allogate.webhooks.dispatch"),
        Math.max(
            1, config.getOptionalValue("allogate.webhooks.concurrency", Integer.class).orElse(4)));
  }

  private static boolean on(Config config, String setting) {
    return config.getOptionalValue(setting, Boolean.class).orElse(true);
  }

  Slots slots() {
    return new Slots(concurrency, FOR_ONE_TENANT, TOTAL);
  }
}
