package org.allogate.oidc;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.allogate.access.ClientAddress;
import org.allogate.access.SessionCookie;
import org.allogate.people.Account;
import org.allogate.people.Accounts;
import org.allogate.people.SealedToken;
import org.allogate.people.SessionSettings;
import org.allogate.problem.ProblemException;
import org.allogate.session.SignIn;
import org.allogate.surface.Origin;
import org.allogate.surface.RequestId;
import org.allogate.surface.SecurityHeaders;

/** Sends the browser to the provider and receives it back. */
public class OidcSignIn extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject transient SecurityContext security;
  @Inject transient Instance<OpenIdContext> context;
  @Inject transient Accounts accounts;
  @Inject transient SignIn signIn;
  @Inject transient SessionSettings settings;
  @Inject transient ClientAddress addresses;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    SecurityHeaders.of(request).forEach(response::setHeader);
    response.setHeader(RequestId.HEADER, RequestId.of(request));
    if (OidcPage.isStart(request)) {
      security.authenticate(request, response, AuthenticationParameters.withParams());
    } else if (OidcPage.isCallback(request)) {
      receive(request, response);
    } else {
      response.sendRedirect(OidcPage.failed(request, OidcFailure.REQUEST));
    }
  }

  /** The mechanism has proven the answer before; without a caller it was not even asked. */
  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (security.getCallerPrincipal() == null) {
      response.sendRedirect(OidcPage.failed(request, OidcFailure.PROVIDER));
      return;
    }
    OidcIdentity identity = OidcIdentity.of(context.get());
    // Ends the container's sign-in and its session, too; the application's own is a row.
    request.logout();
    if (identity.email().isEmpty()) {
      response.sendRedirect(OidcPage.failed(request, OidcFailure.EMAIL));
    } else {
      enter(identity, request, response);
    }
  }

  private void enter(
      OidcIdentity identity, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Origin origin = Origin.of(addresses.of(request), request);
    List<Account> named = accounts.ofEmail(identity.email().orElseThrow(), Optional.empty());
    if (named.size() != 1) {
      response.sendRedirect(OidcPage.failed(request, OidcFailure.MEMBER));
      return;
    }
    try {
      SealedToken.Token token =
          signIn.openByProvider(
              named.get(0).member().id(), identity.name(), origin, SessionCookie.of(request));
      response.addHeader("Set-Cookie", SessionCookie.set(token.text(), settings.lifetime()));
      response.sendRedirect(request.getContextPath() + "/console/");
    } catch (ProblemException refusal) {
      response.sendRedirect(OidcPage.failed(request, OidcFailure.MEMBER));
    }
  }
}
