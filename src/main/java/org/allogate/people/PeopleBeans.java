package org.allogate.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class PeopleBeans {
  @Produces
  @Singleton
  SessionSettings settings(Config config) {
    return SessionSettings.from(config);
  }

  @Produces
  @Singleton
  SignInSettings signInSettings(Config config) {
    return SignInSettings.from(config);
  }
}
