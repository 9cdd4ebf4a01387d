package org.allogate.surface;

/** One of the two skins of the engine; errors outside of both wear the store's. */
public enum Surface {
  /** {@code /v1} and everything else: camelCase, {@code RateLimit-*}, violations are 400. */
  STORE(400),
  /** {@code /api/v2}: snake_case, {@code X-RateLimit-*}, violations are 422. */
  VAULT(422);

  private static final String VAULT_ROOT = "api/v2";

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
    int from = path.startsWith("/") ? 1 : 0;
    int end = from + VAULT_ROOT.length();
    boolean vault =
        path.startsWith(VAULT_ROOT, from)
            && (path.length() == end || path.charAt(end) == '/' || path.charAt(end) == ';');
    return vault ? VAULT : STORE;
  }
}
