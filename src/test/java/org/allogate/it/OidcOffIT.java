package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Without a provider in the settings there is no sign-in at one. */
class OidcOffIT extends ServerIT {
  @Nested
  class Status200 {
    @Test
    void tellsTheSignInPageThatThereIsNone() {
      assertThat(get("/v1/session/methods").body())
          .isEqualTo("{\"password\":true,\"provider\":null}");
    }
  }

  @Nested
  class Status404 {
    @Test
    void knowsNeitherPath() {
      assertThat(get("/console/sign-in/oidc").statusCode()).isEqualTo(404);
      assertThat(get(OidcIT.CALLBACK + "?code=x&state=0123456789abcdef").statusCode())
          .isEqualTo(404);
    }
  }

  @Nested
  class Status401 {
    @Test
    void asksNoUserRegistryForBasicCredentials() {
      var answer = get("/v1/store", "Authorization", "Basic YTpi");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }
}
