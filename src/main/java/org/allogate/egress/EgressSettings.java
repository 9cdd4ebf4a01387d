package org.allogate.egress;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.allogate.surface.Network;
import org.eclipse.microprofile.config.Config;

/**
 * What may be called and for how long.
 *
 * @param plainHttp whether plain HTTP may be spoken to everyone, setting {@code
 *     allogate.webhooks.allow-http}; off by default
 * @param allowed networks that may be called though they are not public, by plain HTTP too, setting
 *     {@code allogate.webhooks.allowed-networks}; none by default, in a demo this very machine
 * @param timeout how long a call may take, from the name's lookup to the answer's last byte,
 *     setting {@code allogate.webhooks.timeout-seconds}, 1 to 60; 15 seconds by default
 */
record EgressSettings(boolean plainHttp, List<Network> allowed, Duration timeout) {
  private static final int TIMEOUT = 15;
  private static final int LONGEST_TIMEOUT = 60;
  private static final String LOCAL = "127.0.0.1/32";

  EgressSettings {
    allowed = List.copyOf(allowed);
  }

  static EgressSettings from(Config config) {
    boolean demo = config.getOptionalValue("allogate.demo", Boolean.class).orElse(false);
    return new EgressSettings(
        config.getOptionalValue("allogate.webhooks.allow-http", Boolean.class).orElse(false),
        networks(
            config
                .getOptionalValue("allogate.webhooks.allowed-networks", String.class)
                .orElse(demo ? LOCAL : "")),
        timeout(
            config
                .getOptionalValue("allogate.webhooks.timeout-seconds", Integer.class)
                .orElse(TIMEOUT)));
  }

  private static List<Network> networks(String setting) {
    return Stream.of(setting.split("[,\\s]+"))
        .filter(text -> !text.isEmpty())
        .map(Network::parse)
        .toList();
  }

  private static Duration timeout(int seconds) {
    if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
      throw new IllegalArgumentException(
          "allogate.webhooks.timeout-seconds must be from 1 to " + LONGEST_TIMEOUT);
    }
    return Duration.ofSeconds(seconds);
  }
}
