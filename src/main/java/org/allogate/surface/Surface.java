package org.allogate.surface;

/** One of the skins of the engine; errors outside of all wear the store's. */
public enum Surface {
  /** {@code /v1} and everything else: camelCase, {@code RateLimit-*}, violations are 400. */
  STORE(400),
  /** {@code /api/v2}: snake_case, {@code X-RateLimit-*}, violations are 422. */
  VAULT(422),
  /** {@code /oauth2}: errors of RFC 6749, section 5.2, in place of problem documents. */
  OAUTH(400);

  private static final String VAULT_ROOT = "api/v2";
  private static final String OAUTH_ROOT = "oauth2";

  private final int violationStatus;

  Surface(int violationStatus) {
    this.violationStatus = violationStatus;
  }

  /** The status of {@code validation_error} and {@code invalid_cursor} on this surface. */
  public int violationStatus() {
    return violationStatus;
  }

  /** The surface of a request path, with or without its leading slash. */
  public static Surface of(String path) {
    if (isUnder(VAULT_ROOT, path)) {
      return VAULT;
    }
    return isUnder(OAUTH_ROOT, path) ? OAUTH : STORE;
  }

  private static boolean isUnder(String root, String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int end = from + root.length();
    return path.startsWith(root, from)
        && (path.length() == end || path.charAt(end) == '/' || path.charAt(end) == ';');
  }
}
