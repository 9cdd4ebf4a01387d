package org.allogate.people;

import java.time.Duration;
import org.allogate.ratelimit.Policy;
import org.eclipse.microprofile.config.Config;

/**
 * How passwords are kept and how often one may be tried.
 *
 * @param iterations of PBKDF2 in new hashes, setting {@code allogate.password.iterations}
 * @param attempts to sign in as one account, setting {@code allogate.sign-in.attempts}
 * @param attemptsOfAddress to sign in from one client address, setting {@code
 *     allogate.sign-in.attempts-of-address}
 * @param floor how long a failed sign-in takes at least, setting {@code
 *     allogate.sign-in.floor-millis}
 */
public record SignInSettings(
    int iterations, Policy attempts, Policy attemptsOfAddress, Duration floor) {
  private static final int ITERATIONS = 210_000;
  private static final long FLOOR_MILLIS = 400;

  static SignInSettings from(Config config) {
    return new SignInSettings(
        config.getOptionalValue("allogate.password.iterations", Integer.class).orElse(ITERATIONS),
        config
            .getOptionalValue("allogate.sign-in.attempts", String.class)
            .map(Policy::parseOne)
            .orElse(new Policy(10, 300)),
        config
            .getOptionalValue("allogate.sign-in.attempts-of-address", String.class)
            .map(Policy::parseOne)
            .orElse(new Policy(30, 300)),
        Duration.ofMillis(
            config
                .getOptionalValue("allogate.sign-in.floor-millis", Long.class)
                .orElse(FLOOR_MILLIS)));
  }
}
