package org.allogate.oauth2;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class OAuthBeans {
  @Produces
  @Singleton
  OAuthSettings settings(Config config) {
    return OAuthSettings.from(config);
  }
}
