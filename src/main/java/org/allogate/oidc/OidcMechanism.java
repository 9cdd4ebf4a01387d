package org.allogate.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismHandler;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the provider's mechanism to the two paths of the sign-in, and its failures to a redirect.
 * Vetoed for {@link OidcExtension} to add it.
 */
@OpenIdAuthenticationMechanismDefinition(
    qualifiers = Provider.class,
    providerURI = "${oidc.provider}",
    clientId = "${oidc.clientId}",
    clientSecret = "${oidc.clientSecret}",
    scopeExpression = "${oidc.scopes}",
    redirectURI = "${oidc.callback}",
    useSession = false,
    jwksConnectTimeout = 5000,
    jwksReadTimeout = 5000)
@ApplicationScoped
@Vetoed
public class OidcMechanism implements HttpAuthenticationMechanismHandler {
  private static final Logger LOG = Logger.getLogger(OidcMechanism.class.getName());

  @Inject @Provider HttpAuthenticationMechanism mechanism;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (OidcPage.isCallback(request)) {
      return proveAnswer(request, response, context);
    }
    return OidcPage.isStart(request) && context.isAuthenticationRequest()
        ? ask(request, response, context)
        : context.doNothing();
  }

  private AuthenticationStatus ask(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    delegate(request, response, context);
    return response.isCommitted() || response.getStatus() == HttpServletResponse.SC_FOUND
        ? AuthenticationStatus.SEND_CONTINUE
        : failed(request, context);
  }

  private AuthenticationStatus proveAnswer(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    AuthenticationStatus status = delegate(request, response, context);
    return status == AuthenticationStatus.SUCCESS ? status : failed(request, context);
  }

  private AuthenticationStatus delegate(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    try {
      return mechanism.validateRequest(request, response, context);
    } catch (AuthenticationException | RuntimeException e) {
      LOG.log(Level.WARNING, "Sign-in at the provider failed: {0}", e.getClass().getName());
      return AuthenticationStatus.SEND_FAILURE;
    }
  }

  private static AuthenticationStatus failed(
      HttpServletRequest request, HttpMessageContext context) {
    boolean refused = request.getParameter("error") != null;
    return context.redirect(
        OidcPage.failed(request, refused ? OidcFailure.REFUSED : OidcFailure.PROVIDER));
  }
}
