package org.allogate.webhooks;

import org.eclipse.microprofile.config.Config;

/**
 * How many endpoints there can be.
 *
 * @param maxEndpoints of an organization, and of a tenant itself, in one environment; setting
 *     {@code allogate.webhooks.max-endpoints}
 */
record WebhookSettings(int maxEndpoints) {
  private static final int MAX_ENDPOINTS = 100;

  static WebhookSettings from(Config config) {
    return new WebhookSettings(
        config
            .getOptionalValue("allogate.webhooks.max-endpoints", Integer.class)
            .orElse(MAX_ENDPOINTS));
  }
}
