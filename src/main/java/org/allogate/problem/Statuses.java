package org.allogate.problem;

import jakarta.ws.rs.core.HttpHeaders;

/** What a bare status of the container means in the catalogue. */
final class Statuses {
  private Statuses() {}

  static ProblemException problemOf(int status) {
    return switch (status) {
      case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is no such address.");
      case 405 ->
          new ProblemException(
              ProblemType.METHOD_NOT_ALLOWED, "The address does not take this method.");
      case 406 ->
          new ProblemException(
              ProblemType.NOT_ACCEPTABLE, "The answer has no form that Accept allows.");
      case 413 -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "The body is too large.");
      case 414 -> new ProblemException(ProblemType.URI_TOO_LONG, "The address is too long.");
      case 415 ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not taken here.");
      case 431 -> new ProblemException(ProblemType.HEADERS_TOO_LARGE, "The headers are too large.");
      case 503 ->
          new ProblemException(ProblemType.SERVICE_UNAVAILABLE, "The server is not ready.")
              .header(HttpHeaders.RETRY_AFTER, "5");
      default ->
          status >= 500
              ? new ProblemException(
                  ProblemType.INTERNAL_ERROR, "The request could not be completed.")
              : new ProblemException(
                  ProblemType.MALFORMED_REQUEST, "The request cannot be read as it was sent.");
    };
  }
}
