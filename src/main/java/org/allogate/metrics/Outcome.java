package org.allogate.metrics;

import java.util.Locale;

/** What came of a request, as far as it is worth a series of its own. */
public enum Outcome {
  OK,
  REDIRECT,
  BAD_REQUEST,
  UNAUTHORIZED,
  PAYMENT_REQUIRED,
  FORBIDDEN,
  NOT_FOUND,
  CONFLICT,
  RATE_LIMITED,
  CLIENT_ERROR,
  UNAVAILABLE,
  SERVER_ERROR;

  private static final int CLASS = 100;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its value in a tag. */
  String label() {
    return label;
  }

  /** That of a status. */
  static Outcome of(int status) {
    return switch (status) {
      case 400, 422 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 402 -> PAYMENT_REQUIRED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 409, 412, 428 -> CONFLICT;
      case 429 -> RATE_LIMITED;
      case 503 -> UNAVAILABLE;
      default -> ofClass(status / CLASS);
    };
  }

  private static Outcome ofClass(int first) {
    return switch (first) {
      case 2 -> OK;
      case 3 -> REDIRECT;
      case 4 -> CLIENT_ERROR;
      default -> SERVER_ERROR;
    };
  }
}
