package org.allogate.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class UsageBeans {
  @Produces
  @Singleton
  UsageSettings settings(Config config) {
    return UsageSettings.from(config);
  }

  @Produces
  @Singleton
  UsageCells cells(UsageSettings settings) {
    return new UsageCells(settings.cells());
  }
}
