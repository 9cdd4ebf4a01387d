package org.allogate.oauth2;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.allogate.access.Shown;
import org.allogate.tokens.AccessToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a token is worth at this moment (RFC 7662, section 2.2). */
final class Introspection {
  private Introspection() {}

  /** What is said of a token in force. */
  static Active of(Shown shown, AccessToken token, String issuer) {
    return new Active(
        true,
        shown.scopes().toString(),
        token.keyId(),
        "Bearer",
        token.expiresAt().getEpochSecond(),
        token.issuedAt().getEpochSecond(),
        token.subject(),
        issuer,
        issuer,
        token.id());
  }

  /**
   * A token in force.
   *
   * @param scope what may be done with it now: what its key has lost since is left out
   * @param exp seconds since 1970
   * @param iat seconds since 1970
   */
  @Schema(name = "ActiveToken", description = "A token in force (RFC 7662, section 2.2).")
  record Active(
      boolean active,
      String scope,
      @JsonProperty("client_id") UUID clientId,
      @JsonProperty("token_type") String tokenType,
      long exp,
      long iat,
      UUID sub,
      String aud,
      String iss,
      UUID jti) {}

  /** Whatever else was asked about, and nothing of why. */
  @Schema(name = "InactiveToken", description = "A token that is over, unknown or none of yours.")
  record Inactive(boolean active) {}
}
