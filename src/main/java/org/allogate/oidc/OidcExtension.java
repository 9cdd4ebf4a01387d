package org.allogate.oidc;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds the mechanism when the settings name a provider. Vetoing it when they do not would be too
 * late: the server's own extension has seen its annotation by then.
 */
public class OidcExtension implements Extension {
  void add(@Observes BeforeBeanDiscovery event) {
    if (OidcSettings.from(ConfigProvider.getConfig()).isPresent()) {
      event
          .addAnnotatedType(OidcMechanism.class, OidcMechanism.class.getName())
          .remove(Vetoed.class::isInstance);
    }
  }
}
