package org.allogate.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.allogate.surface.Surface;

/** The closed catalogue of what an answer of 4xx or 5xx can mean. */
public enum ProblemType {
  MISSING_API_KEY(
      401,
      "Missing API key",
      "Send the key as the X-API-Key header or as Authorization: Bearer, exactly once."),
  INVALID_API_KEY(
      401,
      "Invalid API key",
      "The key is malformed, was not issued here, or more than one value was sent. Check that it"
          + " was copied whole."),
  API_KEY_EXPIRED(
      401, "API key expired", "The key is past its expiry date. Create or rotate to a new key."),
  API_KEY_REVOKED(401, "API key revoked", "The key was revoked, which is final. Create a new key."),
  INVALID_TOKEN(
      401,
      "Invalid access token",
      "The access token is malformed, expired or badly signed. Get a new one for the key."),
  SESSION_EXPIRED(
      401, "Session expired", "The console's session has ended. Sign in again, or send a key."),
  SIGN_IN_FAILED(
      401,
      "Sign-in failed",
      "The address and the password do not belong together, or the link is over."),
  INVALID_CLIENT(
      401,
      "Invalid client",
      "The client id and secret do not belong together, or the key is over. Send the id of a key and"
          + " the key, by HTTP Basic or in the form."),
  USER_INACTIVE(
      401, "User inactive", "The account behind the credential is inactive. Ask the owner."),
  TENANT_DISABLED(
      401, "Tenant disabled", "The tenant is disabled as a whole. Ask the platform's operator."),
  PAYMENT_REQUIRED(402, "Payment required", "The tenant has used up its credits."),
  INSUFFICIENT_SCOPE(
      403,
      "Insufficient scope",
      "The credential is valid but lacks a scope that the operation needs; missing_scopes names"
          + " it."),
  PERMISSION_DENIED(
      403,
      "Permission denied",
      "The credential is valid and holds the scope, but may not do this: nobody gives more than they"
          + " hold, and some things are for tenants or for owners alone."),
  CSRF_TOKEN_INVALID(
      403,
      "CSRF token invalid",
      "A session must show its own token in X-CSRF-Token with whatever changes something."),
  ADDRESS_NOT_ALLOWED(
      403, "Address not allowed", "The key may not be used from this client address."),
  HTTPS_REQUIRED(
      403,
      "HTTPS required",
      "This deployment refuses plain HTTP. Use the https address; consider the key exposed."),
  RATE_LIMITED(
      429,
      "Rate limited",
      "A limit was reached. Wait for Retry-After seconds; RateLimit-Policy tells the limit."),
  NOT_FOUND(404, "Not found", "There is no such object for this caller, or no such address."),
  METHOD_NOT_ALLOWED(
      405, "Method not allowed", "The address exists; Allow lists the methods that it takes."),
  NOT_ACCEPTABLE(
      406, "Not acceptable", "The operation cannot answer in a media type of the Accept header."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "Unsupported media type",
      "Send the body in a media type that the operation takes, mostly application/json, in UTF-8."),
  MALFORMED_REQUEST(
      400, "Malformed request", "The request or its JSON body cannot be read as what it claims."),
  VALIDATION_ERROR(
      400,
      "Validation error",
      "Members or parameters break a rule; errors lists every one of them with its pointer."),
  INVALID_REQUEST(
      400,
      "Invalid request",
      "The request for a token lacks a parameter, names one twice, or authenticates in two ways."),
  INVALID_SCOPE(
      400, "Invalid scope", "A token's scope is one that its key has; names stand between spaces."),
  UNSUPPORTED_GRANT_TYPE(
      400,
      "Unsupported grant type",
      "The only grant is client_credentials, whose secret is a key."),
  UNAUTHORIZED_CLIENT(
      400,
      "Unauthorized client",
      "The client may not do this: from this address, or with another client's token."),
  INVALID_CURSOR(
      400,
      "Invalid cursor",
      "A cursor is good only as it was received, for the same list with the same filters. Start"
          + " again without one."),
  INVALID_IDENTIFIER(
      400, "Invalid identifier", "A resident is named by a username or by an avatar UUID."),
  CONFLICT(409, "Conflict", "The state of the object does not allow the operation."),
  DUPLICATE_NAME(409, "Duplicate name", "Another object of this kind has the name already."),
  PRECONDITION_FAILED(
      412,
      "Precondition failed",
      "The object is not what If-Match or If-None-Match say. Read it again and decide anew."),
  LAST_OWNER(
      409, "Last owner", "Somebody must remain who owns the tenant or organization. Name another."),
  KEY_LIMIT_REACHED(
      409, "Key limit reached", "The organization has as many active keys as it may have."),
  KEY_REVOKED(409, "Key revoked", "A revoked key cannot be changed."),
  PAYLOAD_TOO_LARGE(
      413,
      "Payload too large",
      "The body is longer than the operation takes: 1 MiB where it says nothing else."),
  URI_TOO_LONG(414, "URI too long", "The address of the request is longer than the server reads."),
  HEADERS_TOO_LARGE(
      431, "Request header fields too large", "The request's headers exceed what is read."),
  IDEMPOTENCY_KEY_REUSED(
      409, "Idempotency key reused", "The Idempotency-Key was used for another request."),
  IDEMPOTENCY_IN_PROGRESS(
      409, "Idempotency in progress", "The first request with this Idempotency-Key still runs."),
  INVALID_IDEMPOTENCY_KEY(
      422, "Invalid idempotency key", "An Idempotency-Key has 1 to 255 visible ASCII characters."),
  INSUFFICIENT_CREDIT(409, "Insufficient credit", "The customer's credit does not reach."),
  INTERNAL_ERROR(
      500, "Internal error", "The server failed. Report the request_id; retrying may help."),
  SERVICE_UNAVAILABLE(
      503, "Service unavailable", "A part the server needs is away. Retry after Retry-After.");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  /** The stable name that clients branch on, for instance {@code invalid_api_key}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status, before a surface changes it. */
  public int status() {
    return status;
  }

  /** The HTTP status on a surface: the vault answers 422 to what the store answers 400. */
  public int statusOn(Surface surface) {
    return this == VALIDATION_ERROR || this == INVALID_CURSOR ? surface.violationStatus() : status;
  }

  /**
   * What it is called in the form of RFC 6749, section 5.2, which knows few codes: the status tells
   * the rest. Those of the section on authorization (4.1.2.1) stand for our own failures.
   */
  public String oauthError() {
    return switch (this) {
      case INVALID_CLIENT, INVALID_SCOPE, UNSUPPORTED_GRANT_TYPE, UNAUTHORIZED_CLIENT -> code();
      case RATE_LIMITED, SERVICE_UNAVAILABLE -> "temporarily_unavailable";
      case INTERNAL_ERROR -> "server_error";
      default -> INVALID_REQUEST.code();
    };
  }

  /** The short human text, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** What it means and what to do, in a sentence or two. */
  public String explanation() {
    return explanation;
  }

  /** The type of a code as it stands in a {@code type} address. */
  public static Optional<ProblemType> byCode(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findAny();
  }
}
