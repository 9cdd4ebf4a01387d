package org.allogate.access;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.stream.Collectors;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.allogate.ratelimit.Decision;
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
        .with("retry_after_seconds", windowSeconds)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(windowSeconds));
  }

  static ProblemException rateLimited(Decision decision) {
    return new ProblemException(ProblemType.RATE_LIMITED, why(decision))
        .with("retry_after_seconds", decision.retryAfterSeconds())
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(decision.retryAfterSeconds()));
  }

  private static String why(Decision decision) {
    return decision.known()
        ? "The API key reached its rate limit."
        : "Whether the API key reached its rate limit cannot be told at the moment.";
  }

  static ProblemException tooManyRequests(int windowSeconds) {
    return new ProblemException(ProblemType.RATE_LIMITED, "The member reached the rate limit.")
        .with("retry_after_seconds", windowSeconds)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(windowSeconds));
  }

  static ProblemException sessionOver() {
    return new ProblemException(
        ProblemType.SESSION_EXPIRED, "The session has ended or never was. Sign in again.");
  }

  static ProblemException csrf() {
    return new ProblemException(
        ProblemType.CSRF_TOKEN_INVALID,
        "A session that changes something sends X-CSRF-Token, as its csrfToken says.");
  }

  static ProblemException memberOnly() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED, "Only a member who signed in may do this, no key.");
  }

  static ProblemException wholeTenantOnly() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED, "Only keys and members of the whole tenant may do this.");
  }

  static ProblemException noTestKey() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED, "A test key does not change what live keys rely on.");
  }

  static ProblemException tenantOwnerOnly() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED, "Only an owner of the tenant, in person, may do this.");
  }

  static ProblemException addressNotAllowed() {
    return new ProblemException(
        ProblemType.ADDRESS_NOT_ALLOWED, "The key may not be used from this address.");
  }

  static ProblemException liveOnly() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED, "A live key never touches the test environment.");
  }

  static ProblemException testOnly() {
    return new ProblemException(
        ProblemType.PERMISSION_DENIED,
        "A test key touches the live environment only when all of its scopes read.");
  }

  static ProblemException unknownEnvironment() {
    return ProblemException.violations(
        List.of(new Violation("X-Environment", "must be live or test")));
  }

  static ProblemException memberLacks(Scopes missing) {
    return new ProblemException(
            ProblemType.INSUFFICIENT_SCOPE,
            "The member's role lacks " + String.join(", ", missing.names()))
        .with("missing_scopes", missing.names());
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
                "is required: who reaches all organizations says which one is meant")));
  }

  /** The challenge of RFC 6750, section 3, with the metadata address of RFC 9728. */
  static String challenge(ProblemException problem, Scopes needed, String base) {
    String error =
        switch (problem.type()) {
          case MISSING_API_KEY, SESSION_EXPIRED -> "";
          case INSUFFICIENT_SCOPE ->
              "error=\"insufficient_scope\", scope=\""
                  + needed.names().stream().collect(Collectors.joining(" "))
                  + "\", ";
          default -> "error=\"invalid_token\", ";
        };
    return challenge(error, base);
  }

  /** The challenge where the credential was none of the guard's. */
  static String challenge(String base) {
    return challenge("", base);
  }

  private static String challenge(String error, String base) {
    return "Bearer realm=\"allogate\", "
        + error
        + "resource_metadata=\""
        + base
        + "/.well-known/oauth-protected-resource\"";
  }
}
