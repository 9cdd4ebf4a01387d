package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
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

    /** As a primary does that another one took over from. */
    @Test
    void lastsAsLongAsTheDatabaseOnlyReads() {
      Fixture tenant = Fixture.create();
      String key = tenant.key(Scopes.ALL);
      String project = "{\"name\":\"A project\"}";
      // What it may spend on reads is leased now: that is a write.
      assertThat(read(key).statusCode()).isEqualTo(200);
      Fixture.run("set global read_only = 1");
      try {
        ProblemCheck.of(write(key, project), 503, "service_unavailable");
        assertThat(read(key).statusCode()).isEqualTo(200);
      } finally {
        Fixture.run("set global read_only = 0");
      }
      assertThat(write(key, project).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> write(String key, String body) {
      return send(
          HttpRequest.newBuilder(uri("/api/v2/vault/projects"))
              .header("X-API-Key", key)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body)));
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
