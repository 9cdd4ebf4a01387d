package org.allogate.oidc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The addresses of the sign-in. */
final class OidcPage {
  /** What the browser opens. */
  static final String START = "/console/sign-in/oidc";

  /** Where the provider sends it back to; registered there. */
  static final String CALLBACK = START + "/callback";

  // What the mechanism cannot have sent must not reach it: it would write it to the log.
  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private OidcPage() {}

  static boolean isStart(HttpServletRequest request) {
    return request.getRequestURI().equals(request.getContextPath() + START);
  }

  /** Whether the provider has sent the browser back with an answer to a question of ours. */
  static boolean isCallback(HttpServletRequest request) {
    return request.getRequestURI().equals(request.getContextPath() + CALLBACK)
        && request.getMethod().equals("GET")
        && request.getParameter("state") != null
        && STATE.matcher(request.getParameter("state")).matches();
  }

  /** The console's first page, with why nobody is signed in. */
  static String failed(HttpServletRequest request, OidcFailure reason) {
    return request.getContextPath() + "/console/?sign-in=failed&reason=" + reason.code();
  }
}
