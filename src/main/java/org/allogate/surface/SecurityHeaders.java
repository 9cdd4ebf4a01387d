package org.allogate.surface;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that keep a browser from making more of an answer than it is. */
public final class SecurityHeaders {
  private SecurityHeaders() {}

  /** By name, for every answer that does not say otherwise itself. */
  public static Map<String, String> of(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    if (request.isSecure()) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
    return headers;
  }
}
