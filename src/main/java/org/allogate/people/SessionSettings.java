package org.allogate.people;

import java.time.Duration;
import java.util.List;
import org.allogate.ratelimit.Policy;
import org.eclipse.microprofile.config.Config;

/**
 * How long and how much a member who signed in may do.
 *
 * @param idle a session ends when nothing was heard of it for so long, setting {@code
 *     allogate.session.idle-minutes}
 * @param lifetime a session ends so long after its sign-in whatever happens, setting {@code
 *     allogate.session.hours}
 * @param policies what limits the requests of one member, setting {@code allogate.session.limit}
 */
public record SessionSettings(Duration idle, Duration lifetime, List<Policy> policies) {
  private static final long IDLE_MINUTES = 60;
  private static final long HOURS = 12;

  static SessionSettings from(Config config) {
    return new SessionSettings(
        Duration.ofMinutes(
            config
                .getOptionalValue("allogate.session.idle-minutes", Long.class)
                .orElse(IDLE_MINUTES)),
        Duration.ofHours(
            config.getOptionalValue("allogate.session.hours", Long.class).orElse(HOURS)),
        config
            .getOptionalValue("allogate.session.limit", String.class)
            .map(Policy::parse)
            .orElse(List.of(new Policy(600, 60))));
  }
}
