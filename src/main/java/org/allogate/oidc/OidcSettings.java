package org.allogate.oidc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The identity provider that members may sign in with.
 *
 * @param provider its issuer address, below which its metadata lie, setting {@code
 *     allogate.oidc.provider}; without it there is no such sign-in
 * @param clientId what it knows us by, setting {@code allogate.oidc.client-id}
 * @param clientSecret what proves that, setting {@code allogate.oidc.client-secret}
 * @param scopes what is asked for, setting {@code allogate.oidc.scopes}; {@code openid email} by
 *     default
 */
public record OidcSettings(
    String provider, String clientId, String clientSecret, List<String> scopes) {
  private static final String PREFIX = "allogate.oidc.";

  /** Takes a copy of the list. */
  public OidcSettings {
    scopes = List.copyOf(scopes);
  }

  /** The settings when a provider is set; client id and secret must be set then, too. */
  static Optional<OidcSettings> from(Config config) {
    return config
        .getOptionalValue(PREFIX + "provider", String.class)
        .map(
            provider ->
                new OidcSettings(
                    provider,
                    config.getValue(PREFIX + "client-id", String.class),
                    config.getValue(PREFIX + "client-secret", String.class),
                    scopes(config)));
  }

  private static List<String> scopes(Config config) {
    String setting =
        config.getOptionalValue(PREFIX + "scopes", String.class).orElse("openid email");
    return Stream.of(setting.split("[,\\s]+")).filter(scope -> !scope.isEmpty()).toList();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[" + provider + ", " + clientId + ", " + scopes + "]";
  }
}
