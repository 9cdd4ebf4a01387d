package org.allogate.it;

import static org.allogate.it.KeyMaker.answered;
import static org.allogate.it.KeyMaker.using;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever finds a key may end it, with nothing but the key. */
class LeakedKeysIT extends ServerIT {
  private static final String PATH = KeyMaker.KEYS + "/actions/revoke-leaked";

  private final Fixture fixture = Fixture.create();

  private static HttpResponse<String> sent(String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(PATH))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(more.length == 0 ? request : request.headers(more));
  }

  private static HttpResponse<String> found(String key, String address) {
    return sent("{\"key\":\"" + key + "\"}", "X-Forwarded-For", address);
  }

  private static HttpResponse<String> found(String key) {
    return found(key, Addresses.fresh());
  }

  @Nested
  class Status200 {
    @Test
    void endsTheKeyAtOnce() {
      JsonNode made = KeyMaker.of(fixture).made("");
      using(made).read("/v1/loyalty/tiers");
      JsonNode answer = answered(found(made.path("key").textValue()), 200);
      assertThat(answer.toString())
          .matches(
              "\\{\"preview\":\"allo_live_\\*{3}.{6}\",\"status\":\"revoked\",\"revokedAt\":\"[^\"]+\"}");
      KeyMaker.isRefused(made.path("key").textValue(), "api_key_revoked");
      JsonNode view = KeyMaker.of(fixture).read(made);
      assertThat(view.path("revocationReason").textValue()).isEqualTo("leaked");
      assertThat(answered(found(made.path("key").textValue()), 200)).isEqualTo(answer);
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created", "api_key.revoked");
      KeyMaker.Deed deed = KeyMaker.deeds(made).get(1);
      assertThat(deed.actorType()).isEqualTo("api_key");
      assertThat(deed.actor()).isEqualTo(Fixture.bytes(KeyMaker.id(made)));
      assertThat(deed.changes()).doesNotContain(made.path("key").textValue());
    }

    @Test
    void endsKeysOfEveryKind() {
      UUID id = Fixture.id();
      List<String> all =
          List.of(
              fixture.testKey(Scopes.ALL),
              fixture.tenantKey(Scopes.ALL),
              fixture.keyUntil(Instant.now().minusSeconds(1)),
              fixture.key(id, Environment.TEST, null, Scopes.ALL, null, null),
              fixture.key(Fixture.format(OLD_SECRET)));
      for (String key : all) {
        assertThat(answered(found(key), 200).path("status").textValue()).isEqualTo("revoked");
        KeyMaker.isRefused(key, "api_key_revoked");
      }
    }

    @Test
    void endsTheKeysOfADisabledTenantToo() {
      String key = fixture.key(Scopes.ALL);
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      answered(found(key), 200);
    }

    @Test
    void needsNoCredentialAndMindsNone() {
      String key = fixture.key(Scopes.ALL);
      String body = "{\"key\":\"" + key + "\"}";
      answered(sent(body, "X-API-Key", "nonsense"), 200);
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/key | {}",
          "/key | {\"key\":\"\"}",
          "/key | {\"key\":7}",
          "/key | {\"key\":null}"
        })
    void asksForTheKey(String pointer, String body) {
      JsonNode problem = ProblemCheck.of(sent(body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @Test
    void knowsNoOtherMember() {
      String key = fixture.key(Scopes.ALL);
      String body = "{\"key\":\"" + key + "\",\"reason\":\"found\"}";
      assertThat(ApiClient.pointers(ProblemCheck.of(sent(body), 400, "validation_error")))
          .containsExactly("/reason");
      new ApiClient(key).read("/v1/loyalty/tiers");
      ProblemCheck.of(sent("{\"key\":\"" + "k".repeat(1001) + "\"}"), 400, "validation_error");
      ProblemCheck.of(sent("[]"), 400, "malformed_request");
    }
  }

  @Nested
  class Status401 {
    @Test
    void knowsNoOtherKey() {
      String key = fixture.key(Scopes.ALL);
      UUID id = Fixture.idOf(key);
      for (String other :
          List.of(
              "x",
              key.substring(1),
              key.substring(0, key.length() - 5) + "AAAAA",
              Fixture.FORMAT.issue(Environment.LIVE, Fixture.id()).text(),
              Fixture.FORMAT.issue(Environment.LIVE, id).text(),
              Fixture.FORMAT.issue(Environment.TEST, id).text())) {
        HttpResponse<String> answer = found(other);
        ProblemCheck.of(answer, 401, "invalid_api_key");
        assertThat(answer.body()).doesNotContain(other.length() > 5 ? other : "allo_");
      }
      new ApiClient(key).read("/v1/loyalty/tiers");
    }

    @Test
    void countsAsAFailedAttempt() {
      String address = Addresses.fresh();
      for (int i = 0; i < 10; i++) {
        ProblemCheck.of(found("x", address), 401, "invalid_api_key");
      }
      HttpResponse<String> refused = found("x", address);
      ProblemCheck.of(refused, 429, "rate_limited");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
      ProblemCheck.of(
          get("/v1/store", "X-API-Key", "wrong", "X-Forwarded-For", address), 429, "rate_limited");
      answered(found(fixture.key(Scopes.ALL), address), 200);
    }
  }

  @Nested
  class Status405 {
    @Test
    void takesPostAlone() {
      HttpResponse<String> answer = get(PATH);
      ProblemCheck.of(answer, 405, "method_not_allowed");
      assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
    }
  }
}
