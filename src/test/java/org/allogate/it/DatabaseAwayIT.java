package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Without its database the server says so and stays a server, and with it again it needs nobody's
 * help.
 */
class DatabaseAwayIT extends ServerIT {
  @Nested
  class Status503 {
    @Test
    void lastsAsLongAsTheDatabaseIsAway() {
      Fixture tenant = Fixture.create();
      String cached = tenant.key(Scopes.ALL);
      String unread = tenant.key(Scopes.ALL);
      assertThat(read(cached).statusCode()).isEqualTo(200);

      ItSession.whileDatabaseIsAway(
          () -> {
            isUnavailable(read(unread));
            isUnavailable(read(cached));
            assertThat(get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            ProblemCheck.of(get("/v1/nothing"), 404, "not_found");
            ProblemCheck.of(
                get("/v1/store", "X-API-Key", "x", "X-Forwarded-For", Addresses.fresh()),
                401,
                "invalid_api_key");
          });

      Instant deadline = Instant.now().plusSeconds(60);
      HttpResponse<String> answer = read(unread);
      while (answer.statusCode() != 200 && Instant.now().isBefore(deadline)) {
        answer = read(unread);
      }
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(read(cached).statusCode()).isEqualTo(200);
      assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    private void isUnavailable(HttpResponse<String> answer) {
      ProblemCheck.of(answer, 503, "service_unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    private HttpResponse<String> read(String key) {
      return get("/v1/loyalty/tiers", "X-API-Key", key);
    }
  }
}
