package org.allogate.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class AccessBeans {
  @Produces
  @Singleton
  AccessSettings settings(Config config) {
    return AccessSettings.from(config);
  }

  @Produces
  @Singleton
  ClientAddress clientAddress(AccessSettings settings) {
    return new ClientAddress(settings.trustedProxies());
  }

  @Produces
  @Singleton
  EvenTime evenTime(AccessSettings settings) {
    return new EvenTime(settings.unprovenFloor());
  }
}
