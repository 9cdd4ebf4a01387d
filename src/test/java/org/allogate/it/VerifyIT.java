package org.allogate.it;

import static org.allogate.it.KeyMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service is told of a credential what the guard would say, and no other tenant's secrets. */
class VerifyIT extends ServerIT {
  private static final String PATH = KeyMaker.KEYS + "/actions/verify";
  private static final String LIMITED = "10;w=60";

  private final Fixture fixture = Fixture.create();
  private final Scopes scopes = Scopes.of(Scope.VAULT_READ, Scope.STORE_READ);
  private final ApiClient service = new ApiClient(fixture.key(Scopes.of(Scope.KEYS_VERIFY)));

  private HttpResponse<String> ask(ApiClient who, String key, String more) {
    return who.post(PATH, "{\"key\":\"" + key + "\"" + KeyMaker.quoted(more) + "}");
  }

  private JsonNode asked(String key, String more) {
    return answered(ask(service, key, more), 200);
  }

  private static void isRefused(JsonNode answer, String code) {
    assertThat(answer.path("valid").isBoolean()).isTrue();
    assertThat(answer.path("valid").asBoolean()).isFalse();
    assertThat(answer.path("code").textValue()).isEqualTo(code);
  }

  private static void tellsNothing(JsonNode answer, String code) {
    isRefused(answer, code);
    assertThat(answer.toString())
        .isEqualTo(
            "{\"valid\":false,\"code\":\""
                + code
                + "\",\"keyId\":null,\"tenantId\":null,\"organizationId\":null,\"environment\":null,"
                + "\"scopes\":null,\"tier\":null,\"rateLimit\":null,\"creditsRemaining\":null}");
  }

  private int remaining(String key) {
    return asked(key, ",'cost':0").path("rateLimit").path("remaining").asInt();
  }

  @Nested
  class Status200 {
    @Test
    void tellsWhoseAKeyIs() {
      String key = fixture.key(scopes, LIMITED);
      JsonNode answer = asked(key, "");
      assertThat(answer.path("valid").booleanValue()).isTrue();
      assertThat(answer.path("code").textValue()).isEqualTo("valid");
      assertThat(answer.path("keyId").textValue()).isEqualTo(Fixture.idOf(key).toString());
      assertThat(answer.path("tenantId").textValue()).isEqualTo(fixture.tenant.toString());
      assertThat(answer.path("organizationId").textValue())
          .isEqualTo(fixture.organization.toString());
      assertThat(answer.path("environment").textValue()).isEqualTo("live");
      assertThat(answer.path("scopes").toString()).isEqualTo("[\"store:read\",\"vault:read\"]");
      assertThat(answer.path("tier").textValue()).isEqualTo("standard");
      assertThat(answer.path("rateLimit").toString())
          .isEqualTo("{\"limit\":10,\"remaining\":9,\"windowSeconds\":60}");
      assertThat(answer.path("creditsRemaining").isIntegralNumber()).isTrue();
    }

    @Test
    void countsAgainstTheKeysOwnLimit() {
      String key = fixture.key(scopes, LIMITED);
      asked(key, ",'cost':4");
      assertThat(new ApiClient(key).get("/v1/products").statusCode()).isEqualTo(403);
      assertThat(remaining(key)).isEqualTo(10 - 4 - 1);
      isRefused(asked(key, ",'cost':6"), "rate_limited");
      assertThat(remaining(key)).isEqualTo(5);
      assertThat(asked(key, ",'cost':5").path("valid").booleanValue()).isTrue();
      JsonNode over = asked(key, "");
      isRefused(over, "rate_limited");
      assertThat(over.path("keyId").textValue()).isEqualTo(Fixture.idOf(key).toString());
      assertThat(over.path("rateLimit").path("remaining").asInt()).isZero();
      assertThat(new ApiClient(key).get("/v1/store").statusCode()).isEqualTo(429);
    }

    @Test
    void onlyLooksForNothing() {
      String key = fixture.key(scopes, LIMITED);
      for (int i = 0; i < 15; i++) {
        assertThat(remaining(key)).isEqualTo(10);
      }
    }

    @Test
    void asksForScopes() {
      String key = fixture.key(scopes, LIMITED);
      assertThat(asked(key, ",'scopes':['vault:read','store:read']").path("valid").asBoolean())
          .isTrue();
      isRefused(asked(key, ",'scopes':['vault:read','vault:write']"), "insufficient_scope");
    }

    @Test
    void tellsNothingOfWhatIsNotInForce() {
      tellsNothing(asked("allo_live_x.y", ""), "invalid_api_key");
      tellsNothing(asked("anything", ""), "invalid_api_key");
      tellsNothing(asked(fixture.keyUntil(Instant.now().minusSeconds(1)), ""), "api_key_expired");
      JsonNode made = KeyMaker.of(fixture).made("");
      String text = made.path("key").textValue();
      assertThat(asked(text, "").path("valid").asBoolean()).isTrue();
      KeyMaker.of(fixture).revoked(made);
      tellsNothing(asked(text, ""), "api_key_revoked");
    }

    @Test
    void tellsNothingOfAnotherTenantsKey() {
      String key = Fixture.create().key(scopes, LIMITED);
      tellsNothing(asked(key, ",'cost':5"), "invalid_api_key");
      ApiClient ofTenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
      tellsNothing(answered(ask(ofTenant, key, ""), 200), "invalid_api_key");
      HttpResponse<String> own = new ApiClient(key).get("/v1/store");
      assertThat(own.headers().firstValue("RateLimit-Remaining")).contains("9");
    }

    @Test
    void keepsSiblingsApart() {
      Fixture sibling = fixture.sibling();
      String key = sibling.key(scopes, LIMITED);
      tellsNothing(asked(key, ""), "invalid_api_key");
      ApiClient ofTenant = new ApiClient(fixture.tenantKey(Scopes.of(Scope.KEYS_VERIFY)));
      assertThat(answered(ask(ofTenant, key, ""), 200).path("organizationId").textValue())
          .isEqualTo(sibling.organization.toString());
      String body = "{\"key\":\"" + key + "\"}";
      tellsNothing(
          answered(
              ofTenant.send(
                  "POST", PATH, body, "X-Organization-Id", fixture.organization.toString()),
              200),
          "invalid_api_key");
    }

    @Test
    void knowsKeysOfTheTenantAndForTests() {
      JsonNode ofTenant = asked(fixture.tenantKey(scopes), "");
      assertThat(ofTenant.path("valid").asBoolean()).isTrue();
      assertThat(ofTenant.path("organizationId").isNull()).isTrue();
      JsonNode forTests = asked(fixture.testKey(scopes), "");
      assertThat(forTests.path("environment").textValue()).isEqualTo("test");
    }

    @Test
    void looksAtTheClientsAddress() {
      UUID id = Fixture.id();
      String key = fixture.key(id, Environment.LIVE, fixture.organization, scopes, LIMITED, null);
      Fixture.run("update api_key set allowed_addresses = '203.0.113.0/24' where id = ?", id);
      assertThat(asked(key, ",'address':'203.0.113.7'").path("valid").asBoolean()).isTrue();
      isRefused(asked(key, ",'address':'198.51.100.1'"), "address_not_allowed");
      isRefused(asked(key, ""), "address_not_allowed");
      assertThat(remainingFrom(key, "203.0.113.7")).isEqualTo(9);
    }

    private int remainingFrom(String key, String address) {
      return asked(key, ",'cost':0,'address':'" + address + "'")
          .path("rateLimit")
          .path("remaining")
          .asInt();
    }

    @Test
    void chargesARepeatedQuestionOnce() {
      String key = fixture.key(scopes, LIMITED);
      String body = "{\"key\":\"" + key + "\",\"cost\":3}";
      String first = service.send("POST", PATH, body, "Idempotency-Key", "ask-1").body();
      HttpResponse<String> again = service.send("POST", PATH, body, "Idempotency-Key", "ask-1");
      assertThat(again.body()).isEqualTo(first);
      assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(remaining(key)).isEqualTo(7);
    }

    @Test
    void doesNotCountForTheServicesAddress() {
      String address = Addresses.fresh();
      for (int i = 0; i < 15; i++) {
        String body = "{\"key\":\"allo_live_" + i + ".y\"}";
        tellsNothing(
            answered(service.send("POST", PATH, body, "X-Forwarded-For", address), 200),
            "invalid_api_key");
      }
      assertThat(
              get("/v1/store", "X-API-Key", "allo_live_x.y", "X-Forwarded-For", address)
                  .statusCode())
          .isEqualTo(401);
    }

    @Test
    void isPaidByTheKeysTenant() {
      String key = fixture.key(scopes);
      long before = asked(key, ",'cost':0").path("creditsRemaining").asLong();
      // The service's own call costs one more.
      assertThat(asked(key, ",'cost':7").path("creditsRemaining").asLong()).isEqualTo(before - 8);
      long forTests = asked(fixture.testKey(scopes), ",'cost':7").path("creditsRemaining").asLong();
      assertThat(forTests).isEqualTo(before - 9);
      isRefused(asked(key, ",'cost':7,'scopes':['vault:write']"), "insufficient_scope");
      assertThat(asked(key, ",'cost':0").path("creditsRemaining").asLong()).isEqualTo(before - 11);
    }

    @Test
    void isRefusedWhatTheTenantCannotPay() {
      String key = fixture.key(scopes);
      Fixture.run("update tenant set credits = 10 where id = ?", fixture.tenant);
      isRefused(asked(key, ",'cost':10"), "payment_required");
      assertThat(asked(key, ",'cost':3").path("valid").asBoolean()).isTrue();
    }

    @Test
    void showsInTheKeysUsage() {
      String key = fixture.key(scopes);
      asked(key, ",'cost':5");
      asked(key, ",'cost':0");
      ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
      String path = "/v1/usage?granularity=minute&groupBy=capability&keyId=" + Fixture.idOf(key);
      KeyMaker.eventually("the use is counted", () -> !owner.read(path).path("data").isEmpty());
      JsonNode row = owner.read(path).path("data").get(0);
      assertThat(row.path("capability").textValue()).isEqualTo("keys.verified");
      assertThat(row.path("requests").asInt()).isEqualTo(1);
      assertThat(row.path("credits").asInt()).isEqualTo(5);
    }

    @Test
    void notesTheUse() {
      JsonNode made = KeyMaker.of(fixture).made("");
      assertThat(KeyMaker.of(fixture).read(made).path("lastUsedAt").isNull()).isTrue();
      asked(made.path("key").textValue(), ",'address':'203.0.113.9'");
      KeyMaker.eventually(
          "the use is written down",
          () ->
              KeyMaker.of(fixture)
                  .read(made)
                  .path("lastUsedAddress")
                  .asText()
                  .equals("203.0.113.9"));
    }

    @Test
    void answersMembersToo() {
      MemberClient owner = fixture.member(Role.OWNER);
      String body = "{\"key\":\"" + fixture.key(scopes) + "\"}";
      assertThat(answered(owner.post(PATH, body), 200).path("valid").asBoolean()).isTrue();
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "{}|/key",
          "{'key':''}|/key",
          "{'key':5}|/key",
          "{'key':'x','cost':-1}|/cost",
          "{'key':'x','cost':10001}|/cost",
          "{'key':'x','cost':'1'}|/cost",
          "{'key':'x','scopes':['nothing:read']}|/scopes/0",
          "{'key':'x','scopes':'store:read'}|/scopes",
          "{'key':'x','address':7}|/address",
          "{'key':'x','more':true}|/more"
        })
    void namesWhatIsWrong(String body, String pointer) {
      JsonNode problem =
          ApiClient.problem(service.post(PATH, KeyMaker.quoted(body)), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).isEqualTo(List.of(pointer));
    }
  }

  @Nested
  class Status403 {
    @Test
    void asksForTheScope() {
      ApiClient without = new ApiClient(fixture.key(Scopes.of(Scope.KEYS_READ)));
      ProblemCheck.of(ask(without, "x", ""), 403, "insufficient_scope");
    }
  }

  @Nested
  class Status405 {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void takesPostAlone(String method) {
      ProblemCheck.of(service.send(method, PATH, "{}"), 405, "method_not_allowed");
    }
  }
}
