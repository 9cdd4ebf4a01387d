package org.allogate.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OidcIdentityTest {
  @Test
  void takesAVerifiedAddress() {
    assertThat(emailWhenVerified(true)).hasValue("a@example.com");
    assertThat(emailWhenVerified("true")).hasValue("a@example.com");
  }

  @Test
  void takesNoOther() {
    assertThat(emailWhenVerified(false)).isEmpty();
    assertThat(emailWhenVerified("yes")).isEmpty();
    assertThat(emailWhenVerified(null)).isEmpty();
  }

  private static Optional<String> emailWhenVerified(Object verified) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://id.example.com");
    claims.put("sub", "1");
    claims.put("email", "a@example.com");
    claims.put("email_verified", verified);
    return OidcIdentity.of(claims).email();
  }
}
