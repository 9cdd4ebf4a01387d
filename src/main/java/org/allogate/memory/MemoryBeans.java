package org.allogate.memory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class MemoryBeans {
  @Produces
  @Singleton
  MemorySettings settings(Config config) {
    return MemorySettings.from(config);
  }
}
