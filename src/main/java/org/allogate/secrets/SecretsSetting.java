package org.allogate.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the server's secrets from the setting {@code allogate.secrets}, without which nothing
 * starts, and the keys that encrypt keys.
 */
@ApplicationScoped
public class SecretsSetting {
  @Produces
  @Singleton
  ServerSecrets secrets(@ConfigProperty(name = "allogate.secrets") Optional<String> setting) {
    return ServerSecrets.parse(
        setting.orElseThrow(
            () ->
                new IllegalStateException(
                    "allogate.secrets is not set. Set ALLOGATE_SECRETS=1:<base64>, the base64 from"
                        + " openssl rand -base64 32; every node needs the same.")));
  }

  /** Without a setting of its own, the server's secrets encrypt keys, too. */
  @Produces
  @Singleton
  Envelope keyEncryption(
      @ConfigProperty(name = "allogate.key-encryption-keys") Optional<String> setting,
      ServerSecrets secrets) {
    return setting
        .map(text -> ServerSecrets.parse("allogate.key-encryption-keys", text))
        .orElse(secrets)
        .envelope("key-encryption");
  }
}
