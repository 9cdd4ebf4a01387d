package org.allogate.oauth2;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.allogate.tokens.AccessToken;
import org.allogate.tokens.IssuedToken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A token as its client gets it (RFC 6749, section 5.1).
 *
 * @param accessToken the whole token
 * @param expiresIn seconds from now
 * @param scope the names of what it was given, separated by spaces
 */
@Schema(name = "Token", description = "An access token (RFC 6749, section 5.1).")
record TokenView(
    @JsonProperty("access_token") @Schema(description = "A JWT of RFC 9068.") String accessToken,
    @JsonProperty("token_type") @Schema(enumeration = "Bearer") String tokenType,
    @JsonProperty("expires_in") @Schema(examples = "900", description = "Seconds.") long expiresIn,
    @Schema(examples = "store:read vault:read") String scope) {
  static TokenView of(IssuedToken issued) {
    AccessToken token = issued.token();
    long life = Duration.between(token.issuedAt(), token.expiresAt()).toSeconds();
    return new TokenView(issued.text(), "Bearer", Math.max(0, life), token.scopes().toString());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TokenView[" + expiresIn + ", " + scope + "]";
  }
}
