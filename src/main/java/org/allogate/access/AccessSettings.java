package org.allogate.access;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.allogate.ratelimit.Policy;
import org.allogate.surface.Network;
import org.eclipse.microprofile.config.Config;

/**
 * How the guard behaves.
 *
 * @param trustedProxies peers whose word about the client's address is taken, setting {@code
 *     allogate.trusted-proxies}; none by default
 * @param failedAttempts failed credentials a client address may show, setting {@code
 *     allogate.failed-attempts}
 * @param unprovenFloor how long every refusal of an unproven key takes at least, setting {@code
 *     allogate.unproven-floor-millis}
 * @param httpsOnly whether plain HTTP is refused, setting {@code allogate.https-only}
 */
public record AccessSettings(
    List<Network> trustedProxies,
    Policy failedAttempts,
    Duration unprovenFloor,
    boolean httpsOnly) {
  static AccessSettings from(Config config) {
    return new AccessSettings(
        config
            .getOptionalValue("allogate.trusted-proxies", String.class)
            .map(AccessSettings::networks)
            .orElse(List.of()),
        config
            .getOptionalValue("allogate.failed-attempts", String.class)
            .map(AccessSettings::onePolicy)
            .orElse(new Policy(10, 60)),
        Duration.ofMillis(
            config.getOptionalValue("allogate.unproven-floor-millis", Long.class).orElse(10L)),
        config.getOptionalValue("allogate.https-only", Boolean.class).orElse(false));
  }

  private static Policy onePolicy(String setting) {
    List<Policy> policies = Policy.parse(setting);
    if (policies.size() > 1) {
      throw new IllegalArgumentException("allogate.failed-attempts must be one policy: " + setting);
    }
    return policies.get(0);
  }

  private static List<Network> networks(String setting) {
    return Stream.of(setting.split("[,\\s]+"))
        .filter(text -> !text.isEmpty())
        .map(Network::parse)
        .toList();
  }
}
