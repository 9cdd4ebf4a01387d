package org.allogate.access;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
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

  /** The {@code Set-Cookie} header that sets it for as long as the session can last. */
  public static String set(String token, Duration lifetime) {
    return cookie(token, lifetime.toSeconds());
  }

  /** The {@code Set-Cookie} header that takes it away. */
  public static String clear() {
    return cookie("", 0);
  }

  // Not by NewCookie: the JAX-RS implementation quotes the path after RFC 2109, and to a browser a
  // path that begins with a quote is none, so that the prefix makes it refuse the cookie.
  private static String cookie(String value, long maxAge) {
    return "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=Lax"
        .formatted(NAME, value, maxAge);
  }
}
