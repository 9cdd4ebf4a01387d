package org.allogate.access;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a member's session. Its prefix makes browsers refuse it unless it is secure, of
 * this host alone and for all paths (RFC 6265bis, section 4.1.3.2).
 */
public final class SessionCookie {
  /** Its name. */
  public static final String NAME = "__Host-allogate-session";

  private SessionCookie() {}

  /** The token in a request, if it has one. */
  public static Optional<String> of(HttpHeaders headers) {
    // Most requests have a key and no cookie at all: do not build a map to find that out.
    return headers.getHeaderString(HttpHeaders.COOKIE) == null
        ? Optional.empty()
        : Optional.ofNullable(headers.getCookies().get(NAME)).map(Cookie::getValue);
  }

  /** Sets it for as long as the session can last. */
  public static NewCookie set(String token, Duration lifetime) {
    return cookie(token, (int) lifetime.toSeconds());
  }

  /** Takes it away. */
  public static NewCookie clear() {
    return cookie("", 0);
  }

  private static NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
