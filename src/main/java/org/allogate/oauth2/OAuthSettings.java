package org.allogate.oauth2;

import org.allogate.ratelimit.Policy;
import org.eclipse.microprofile.config.Config;

/**
 * How the endpoints behave.
 *
 * @param failedAttempts failed clients that one address may show, setting {@code
 *     allogate.oauth2.failed-attempts}
 */
record OAuthSettings(Policy failedAttempts) {
  static OAuthSettings from(Config config) {
    return new OAuthSettings(
        config
            .getOptionalValue("allogate.oauth2.failed-attempts", String.class)
            .map(Policy::parseOne)
            .orElse(new Policy(10, 60)));
  }
}
