package org.allogate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.allogate.metrics.Meters;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class TokenBeans {
  @Produces
  @Singleton
  TokenSettings settings(Config config) {
    return TokenSettings.from(config);
  }

  @Produces
  @Singleton
  AccessTokens tokens(TokenSettings settings, SigningKeys keys, Clock clock, Meters meters) {
    AccessTokens tokens = new AccessTokens(settings, keys::signing, keys::byKid, clock);
    meters.cache("tokens", tokens.proven());
    return tokens;
  }
}
