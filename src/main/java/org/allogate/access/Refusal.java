package org.allogate.access;

import java.util.List;
import java.util.stream.Collectors;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.allogate.scopes.Scopes;

/** The refusals of the guard, each with one wording. */
final class Refusal {
  private Refusal() {}

  static ProblemException missing() {
    return new ProblemException(
        ProblemType.MISSING_API_KEY,
        "No API key was sent. Send it as X-API-Key or as Authorization: Bearer.");
  }

  /** One body for malformed, forged and unknown keys. */
  static ProblemException invalid() {
    return new ProblemException(ProblemType.INVALID_API_KEY, "The API key is not valid.");
  }

  static ProblemException invalidToken() {
    return new ProblemException(ProblemType.INVALID_TOKEN, "The access token is not valid.");
  }

  static ProblemException expired() {
    return new ProblemException(ProblemType.API_KEY_EXPIRED, "The API key has expired.");
  }

  static ProblemException revoked() {
    return new ProblemException(ProblemType.API_KEY_REVOKED, "The API key was revoked.");
  }

  static ProblemException tenantDisabled() {
    return new ProblemException(ProblemType.TENANT_DISABLED, "The tenant is disabled.");
  }

  static ProblemException userInactive() {
    return new ProblemException(
        ProblemType.USER_INACTIVE, "The account behind the API key is inactive.");
  }

  static ProblemException tooManyFailures(int windowSeconds) {
    return new ProblemException(
            ProblemType.RATE_LIMITED, "Too many failed credentials from this address.")
        .with("retry_after_seconds", windowSeconds);
  }

  static ProblemException rateLimited(int windowSeconds) {
    return new ProblemException(ProblemType.RATE_LIMITED, "The API key reached its rate limit.")
        .with("retry_after_seconds", windowSeconds);
  }

  static ProblemException insufficientScope(Scopes missing) {
    List<String> names = missing.names();
    String plural = names.size() == 1 ? "scope: " : "scopes: ";
    return new ProblemException(
            ProblemType.INSUFFICIENT_SCOPE,
            "API key is missing required " + plural + String.join(", ", names))
        .with("missing_scopes", names);
  }

  static ProblemException organizationNeeded() {
    return ProblemException.violations(
        List.of(
            new Violation(
                "X-Organization-Id",
                "is required: a tenant key says which organization it means")));
  }

  /** The challenge of RFC 6750, section 3, with the metadata address of RFC 9728. */
  static String challenge(ProblemException problem, Scopes needed, String base) {
    String metadata = "resource_metadata=\"" + base + "/.well-known/oauth-protected-resource\"";
    String error =
        switch (problem.type()) {
          case MISSING_API_KEY -> "";
          case INSUFFICIENT_SCOPE ->
              "error=\"insufficient_scope\", scope=\""
                  + needed.names().stream().collect(Collectors.joining(" "))
                  + "\", ";
          default -> "error=\"invalid_token\", ";
        };
    return "Bearer realm=\"allogate\", " + error + metadata;
  }
}
