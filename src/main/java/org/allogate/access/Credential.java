package org.allogate.access;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.allogate.problem.ProblemException;

/**
 * The one credential of a request: {@code X-API-Key}, or {@code Authorization: Bearer} (RFC 6750,
 * section 2.1). Query strings, cookies and bodies are not read.
 */
final class Credential {
  private static final String API_KEY_HEADER = "X-API-Key";
  private static final String BEARER = "Bearer ";
  private static final String JSON_OBJECT = "ey";

  private Credential() {}

  /**
   * The credential's text.
   *
   * @throws ProblemException when there is none, or more than one
   */
  static String of(HttpHeaders headers) {
    String key = single(only(headers.getRequestHeader(API_KEY_HEADER)));
    String bearer = single(bearer(only(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))));
    if (key.isEmpty() && bearer.isEmpty()) {
      throw Refusal.missing();
    }
    if (!key.isEmpty() && !bearer.isEmpty() && !key.equals(bearer)) {
      throw Refusal.invalid();
    }
    return key.isEmpty() ? bearer : key;
  }

  /** Whether anything was sent that is meant as a key or a token, be it empty. */
  static boolean isSent(HttpHeaders headers) {
    if (headers.getHeaderString(API_KEY_HEADER) != null) {
      return true;
    }
    String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  /** Whether a text looks like a JWS in compact form (RFC 7515, section 7.1), not like a key. */
  static boolean isToken(String credential) {
    int first = credential.indexOf('.');
    return credential.startsWith(JSON_OBJECT) && credential.indexOf('.', first + 1) > first;
  }

  private static String only(List<String> values) {
    if (values == null || values.isEmpty()) {
      return "";
    }
    if (values.size() > 1) {
      throw Refusal.invalid();
    }
    return values.get(0).strip();
  }

  private static String single(String value) {
    if (value.indexOf(',') >= 0) {
      throw Refusal.invalid();
    }
    return value;
  }

  // Another scheme is no credential here, commas and all.
  private static String bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }
}
