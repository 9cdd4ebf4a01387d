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
import org.allogate.surface.RequestId;
import org.allogate.surface.SecurityHeaders;

/** Sends the browser to the provider and receives it back. */
public class OidcSignIn extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject transient SecurityContext security;
  @Inject transient Instance<OpenIdContext> context;

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
      response.setContentType("text/plain;charset=utf-8");
      response
          .getWriter()
          .println(String.join(" ", identity.issuer(), identity.subject(), identity.email().get()));
    }
  }
}
