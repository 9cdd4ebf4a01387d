package org.allogate.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.Config;

/** What the expressions of the mechanism's definition name. Made when the first of them is read. */
@Named("oidc")
@ApplicationScoped
public class OidcParameters {
  @Inject PublicAddress address;
  @Inject HttpServletRequest request;

  private final OidcSettings settings;

  /** For the container's proxy. */
  protected OidcParameters() {
    settings = null;
  }

  @Inject
  OidcParameters(Config config) {
    settings = OidcSettings.from(config).orElseThrow();
  }

  /** The provider's issuer address. */
  public String getProvider() {
    return settings.provider();
  }

  /** What the provider knows us by. */
  public String getClientId() {
    return settings.clientId();
  }

  /** What proves that. */
  public String getClientSecret() {
    return settings.clientSecret();
  }

  /** What is asked for; an array, as expressions must give one. */
  public String[] getScopes() {
    return settings.scopes().toArray(String[]::new);
  }

  /** Where the provider sends the browser, in the address that clients use. */
  public String getCallback() {
    return address.of(request) + OidcPage.CALLBACK;
  }
}
