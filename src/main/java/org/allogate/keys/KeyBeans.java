package org.allogate.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.allogate.secrets.ServerSecrets;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class KeyBeans {
  @Produces
  @Singleton
  KeySettings settings(Config config) {
    return KeySettings.from(config);
  }

  @Produces
  @Singleton
  KeyFormat format(KeySettings settings, ServerSecrets secrets) {
    return new KeyFormat(settings.prefixWord(), secrets.seal("api-key"));
  }

  @Produces
  @Singleton
  KeyUses uses() {
    return new KeyUses();
  }
}
