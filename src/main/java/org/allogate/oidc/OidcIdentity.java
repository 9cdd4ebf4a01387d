package org.allogate.oidc;

import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.util.Map;
import java.util.Optional;

/**
 * Who the provider says has signed in, from the id token alone: its signature, audience and nonce
 * are proven.
 *
 * @param issuer the provider
 * @param subject the provider's own name for the person
 * @param email the address, when the provider has verified it
 */
record OidcIdentity(String issuer, String subject, Optional<String> email) {
  static OidcIdentity of(OpenIdContext context) {
    return of(context.getIdentityToken().getClaims());
  }

  static OidcIdentity of(Map<String, Object> claims) {
    return new OidcIdentity(
        text(claims, "iss").orElseThrow(),
        text(claims, "sub").orElseThrow(),
        text(claims, "email").filter(email -> verified(claims)));
  }

  /** Both names of the person in one: only together they name one. */
  String name() {
    return issuer + " " + subject;
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return Optional.ofNullable(claims.get(name)).map(Object::toString);
  }

  /** Some providers send the text instead of the truth value. */
  private static boolean verified(Map<String, Object> claims) {
    return text(claims, "email_verified").filter("true"::equals).isPresent();
  }
}
