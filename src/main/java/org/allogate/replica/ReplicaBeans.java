package org.allogate.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class ReplicaBeans {
  @Produces
  @Singleton
  ReplicaSettings settings(Config config) {
    return ReplicaSettings.from(config);
  }

  @Produces
  @Singleton
  Route route() {
    return new Route();
  }
}
