package org.allogate.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The value of {@code Set-Cookie} that sets it for as long as the session can last. */
  public static String set(String token, Duration lifetime) {
    return header(token, lifetime.toSeconds());
  }

  /** The token in a request that no JAX-RS resource answers, if it has one. */
  public static Optional<String> of(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(jakarta.servlet.http.Cookie::getValue)
        .findFirst();
  }

  /** The value of {@code Set-Cookie} that takes it away. */
  public static String clear() {
    return header("", 0);
  }

  // By hand: a NewCookie is written with its path in quotes, for which browsers refuse the prefix.
  private static String header(String value, long maxAge) {
    return NAME + "=" + value + "; Path=/; Max-Age=" + maxAge + "; Secure; HttpOnly; SameSite=Lax";
  }
}
