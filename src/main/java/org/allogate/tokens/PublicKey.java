package org.allogate.tokens;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The public part of a signing key as a JWK (RFC 7517, RFC 7518 section 6.2.1).
 *
 * @param kid the id that tokens name in their header
 * @param x Base64Url of 32 bytes
 * @param y Base64Url of 32 bytes
 */
@Schema(name = "JsonWebKey", description = "A public key that verifies tokens (RFC 7517).")
public record PublicKey(
    @Schema(enumeration = "EC") String kty,
    @Schema(enumeration = "P-256") String crv,
    String x,
    String y,
    @Schema(enumeration = "sig") String use,
    @Schema(enumeration = "ES256") String alg,
    String kid) {
  static PublicKey of(String kid, String x, String y) {
    return new PublicKey("EC", "P-256", x, y, "sig", "ES256", kid);
  }
}
