package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guard lets a request in by one proven credential with the scopes it needs, and refuses every
 * other one by a code that says why, but never tells a malformed, a forged and an unknown key
 * apart.
 */
class GuardIT extends ServerIT {
  private static final String TIERS = "/v1/loyalty/tiers";
  private static final String ME = "/api/v2/me";

  /** A request from an address that nobody has failed from. */
  private static HttpResponse<String> call(String path, String... headers) {
    return get(path, with(headers, "X-Forwarded-For", Addresses.fresh()));
  }

  private static String[] with(String[] headers, String name, String value) {
    return Stream.concat(Stream.of(headers), Stream.of(name, value)).toArray(String[]::new);
  }

  private static String challenge(HttpResponse<String> answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String metadata() {
    return "resource_metadata=\"" + uri("/.well-known/oauth-protected-resource") + "\"";
  }

  @Nested
  class Status200 {
    private final Fixture tenant = Fixture.create();
    private final String key = tenant.key(Scopes.ALL);

    @Test
    void takesAKeyInEitherHeaderOnEitherSurface() {
      for (String path : List.of(TIERS, ME)) {
        assertThat(call(path, "X-API-Key", key).statusCode()).isEqualTo(200);
        assertThat(call(path, "Authorization", "Bearer " + key).statusCode()).isEqualTo(200);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
    void takesTheSchemeInAnyCase(String scheme) {
      assertThat(call(ME, "Authorization", scheme + key).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheSameKeyInBothHeaders() {
      assertThat(call(TIERS, "X-API-Key", key, "Authorization", "Bearer " + key).statusCode())
          .isEqualTo(200);
    }

    @Test
    void takesAKeySignedWithAnOlderActiveSecret() {
      assertThat(call(TIERS, "X-API-Key", tenant.key(Fixture.format(OLD_SECRET))).statusCode())
          .isEqualTo(200);
    }

    @Test
    void takesAKeyThatExpiresLater() {
      String later = tenant.keyUntil(Instant.now().plusSeconds(3600));
      assertThat(call(TIERS, "X-API-Key", later).statusCode()).isEqualTo(200);
    }

    @Test
    void needsNoScopeToSayWhoIsCalling() {
      String narrow = tenant.key(Scopes.of(Scope.VAULT_READ));
      assertThat(call(ME, "X-API-Key", narrow).statusCode()).isEqualTo(200);
    }

    @Test
    void forbidsToKeepTheAnswer() {
      assertThat(call(TIERS, "X-API-Key", key).headers().firstValue("Cache-Control"))
          .contains("no-store");
    }
  }

  @Nested
  class Status401Missing {
    @Test
    void rejectsARequestWithoutCredential() {
      HttpResponse<String> answer = call(TIERS);
      ProblemCheck.of(answer, 401, "missing_api_key");
      assertThat(challenge(answer)).isEqualTo("Bearer realm=\"allogate\", " + metadata());
    }

    @Test
    void rejectsAnEmptyHeader() throws Exception {
      ProblemCheck.of(RawHttp.get(TIERS, "X-API-Key:\r\n"), 401, "missing_api_key");
      ProblemCheck.of(RawHttp.get(TIERS, "X-API-Key:  \r\n"), 401, "missing_api_key");
      ProblemCheck.of(RawHttp.get(ME, "Authorization: Bearer\r\n"), 401, "missing_api_key");
    }

    @Test
    void doesNotReadOtherSchemes() {
      String key = Fixture.create().key(Scopes.ALL);
      ProblemCheck.of(call(ME, "Authorization", "Basic " + key), 401, "missing_api_key");
      ProblemCheck.of(call(ME, "Authorization", key), 401, "missing_api_key");
    }

    @Test
    void doesNotReadAQueryACookieOrABody() {
      String key = Fixture.create().key(Scopes.ALL);
      String query = "?X-API-Key=" + key + "&api_key=" + key + "&access_token=" + key;
      ProblemCheck.of(call(TIERS + query), 401, "missing_api_key");
      ProblemCheck.of(
          call(TIERS, "Cookie", "X-API-Key=" + key + "; access_token=" + key),
          401,
          "missing_api_key");
      ProblemCheck.of(
          send(
              HttpRequest.newBuilder(uri("/v1/store"))
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString("{\"access_token\":\"" + key + "\"}"))),
          401,
          "missing_api_key");
    }
  }

  @Nested
  class Status401Invalid {
    private final Fixture tenant = Fixture.create();
    private final String key = tenant.key(Scopes.ALL);

    @Test
    void rejectsTwoHeaderLines() throws Exception {
      String twice = "X-API-Key: " + key + "\r\nX-API-Key: " + key + "\r\n";
      ProblemCheck.of(RawHttp.get(TIERS, twice + from()), 401, "invalid_api_key");
      String bearers = "Authorization: Bearer " + key + "\r\n";
      ProblemCheck.of(RawHttp.get(TIERS, bearers + bearers + from()), 401, "invalid_api_key");
    }

    private String from() {
      return "X-Forwarded-For: " + Addresses.fresh() + "\r\n";
    }

    @Test
    void rejectsACommaList() {
      ProblemCheck.of(call(TIERS, "X-API-Key", key + "," + key), 401, "invalid_api_key");
      ProblemCheck.of(call(TIERS, "X-API-Key", key + ", "), 401, "invalid_api_key");
    }

    @Test
    void rejectsTwoDifferentKeysInBothHeaders() {
      String other = tenant.key(Scopes.ALL);
      ProblemCheck.of(
          call(TIERS, "X-API-Key", key, "Authorization", "Bearer " + other),
          401,
          "invalid_api_key");
    }

    @Test
    void rejectsAKeyWithAnyOneCharacterChanged() {
      List<String> passed = new ArrayList<>();
      for (int at = 0; at < key.length(); at++) {
        String changed = key.substring(0, at) + (char) (key.charAt(at) ^ 1) + key.substring(at + 1);
        if (call(TIERS, "X-API-Key", changed).statusCode() != 401) {
          passed.add(changed);
        }
      }
      assertThat(passed).isEmpty();
    }

    @Test
    void rejectsEveryOtherSpellingOfTheSameSignature() {
      int last = key.length() - 1;
      List<Integer> statuses =
          Stream.of("A", "B", "C", "D", "E", "F", "G", "H", "0", "4", "8", "w", "x", "-", "_", "=")
              .filter(character -> !key.endsWith(character))
              .map(character -> call(TIERS, "X-API-Key", key.substring(0, last) + character))
              .map(HttpResponse::statusCode)
              .toList();
      assertThat(statuses).containsOnly(401);
    }

    @Test
    void rejectsAKeyMadeLongerOrShorter() {
      for (String changed : List.of(key + "A", key + "=", key.substring(1), "x" + key)) {
        ProblemCheck.of(call(TIERS, "X-API-Key", changed), 401, "invalid_api_key");
      }
    }

    @Test
    void rejectsALiveKeySignedAgainAsATestKey() {
      UUID id = Fixture.idOf(key);
      String test = Fixture.FORMAT.issue(Environment.TEST, id).text();
      ProblemCheck.of(call(TIERS, "X-API-Key", test), 401, "invalid_api_key");
    }

    @Test
    void rejectsAnotherKeySignedForTheSameId() {
      UUID id = Fixture.idOf(key);
      String other = Fixture.FORMAT.issue(Environment.LIVE, id).text();
      ProblemCheck.of(call(TIERS, "X-API-Key", other), 401, "invalid_api_key");
    }

    @Test
    void answersMalformedForgedAndUnknownKeysAlike() {
      String foreign = "2:YW5vdGhlciBzZWNyZXQgdGhhdCB0aGUgc2VydmVyIGxhY2tzIQ==";
      List<String> unproven =
          List.of(
              "x",
              "allo_live_",
              "allo_live_!!.??",
              key.substring(0, key.length() - 5) + "AAAAA",
              Fixture.format(foreign).issue(Environment.LIVE, Fixture.idOf(key)).text(),
              Fixture.format(foreign.replace("2:", "7:")).issue(Environment.LIVE, id()).text(),
              Fixture.FORMAT.issue(Environment.LIVE, id()).text());
      List<String> bodies = new ArrayList<>();
      List<String> headers = new ArrayList<>();
      for (String text : unproven) {
        HttpResponse<String> answer = call(TIERS, "X-API-Key", text);
        JsonNode document = ProblemCheck.of(answer, 401, "invalid_api_key");
        bodies.add(answer.body().replace(document.path("request_id").textValue(), ""));
        headers.add(answer.headers().map().keySet() + challenge(answer));
      }
      assertThat(bodies).containsOnly(bodies.get(0));
      assertThat(headers).containsOnly(headers.get(0));
    }

    @Test
    void challengesWithTheErrorOfRfc6750() {
      assertThat(challenge(call(TIERS, "X-API-Key", "x")))
          .isEqualTo("Bearer realm=\"allogate\", error=\"invalid_token\", " + metadata());
    }

    @Test
    void sendsNoLimitsOfAnyKey() {
      assertThat(call(TIERS, "X-API-Key", "x").headers().map().keySet())
          .noneMatch(name -> name.toLowerCase().contains("ratelimit"));
    }

    private UUID id() {
      return Fixture.id();
    }
  }

  @Nested
  class Status401NotInForce {
    private final Fixture tenant = Fixture.create();

    @Test
    void rejectsAnExpiredKey() {
      String key = tenant.keyUntil(Instant.now().minusSeconds(1));
      ProblemCheck.of(call(TIERS, "X-API-Key", key), 401, "api_key_expired");
      ProblemCheck.of(call(ME, "Authorization", "Bearer " + key), 401, "api_key_expired");
    }

    @Test
    void rejectsAKeyFromTheMomentItExpires() {
      String key = tenant.keyUntil(Instant.now().plus(Duration.ofDays(1)));
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(23));
        assertThat(call(TIERS, "X-API-Key", key).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(25));
        ProblemCheck.of(call(TIERS, "X-API-Key", key), 401, "api_key_expired");
        clock.reset();
        assertThat(call(TIERS, "X-API-Key", key).statusCode()).isEqualTo(200);
      }
    }

    @Test
    void rejectsARevokedKey() {
      String key = tenant.key(Scopes.ALL);
      Fixture.run(
          "update api_key set status = 'revoked', revoked_at = utc_timestamp(6) where id = ?",
          Fixture.idOf(key));
      HttpResponse<String> answer = call(TIERS, "X-API-Key", key);
      ProblemCheck.of(answer, 401, "api_key_revoked");
      assertThat(challenge(answer)).contains("error=\"invalid_token\"");
    }

    @Test
    void rejectsAKeyOfADisabledTenant() {
      String key = tenant.key(Scopes.ALL);
      String tenantKey = tenant.tenantKey(Scopes.ALL);
      Fixture.run("update tenant set active = false where id = ?", tenant.tenant);
      ProblemCheck.of(call(TIERS, "X-API-Key", key), 401, "tenant_disabled");
      ProblemCheck.of(call(ME, "X-API-Key", tenantKey), 401, "tenant_disabled");
    }

    @Test
    void rejectsAKeyOfAnInactiveApiUser() {
      String key = tenant.key(Scopes.ALL);
      Fixture.run("update api_user set active = false where owner = ?", tenant.organization);
      ProblemCheck.of(call(TIERS, "X-API-Key", key), 401, "user_inactive");
    }

    @Test
    void rejectsAKeyOfAnInactiveOrganization() {
      String key = tenant.key(Scopes.ALL);
      Fixture.run("update organization set active = false where id = ?", tenant.organization);
      ProblemCheck.of(call(TIERS, "X-API-Key", key), 401, "user_inactive");
    }

    @Test
    void doesNotTouchTheKeysLimit() {
      String key = tenant.keyUntil(Instant.now().minusSeconds(1));
      assertThat(call(TIERS, "X-API-Key", key).headers().firstValue("RateLimit-Limit")).isEmpty();
    }
  }

  @Nested
  class Status401Token {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
          "eyJ.e.s"
        })
    void rejectsATokenThatWasNotIssuedHere(String token) {
      for (String path : List.of(TIERS, ME)) {
        HttpResponse<String> answer = call(path, "Authorization", "Bearer " + token);
        ProblemCheck.of(answer, 401, "invalid_token");
        assertThat(challenge(answer)).contains("error=\"invalid_token\"").contains(metadata());
      }
    }
  }

  @Nested
  class Status403 {
    private final Fixture tenant = Fixture.create();

    @Test
    void rejectsAKeyWithoutTheScope() {
      String key = tenant.key(Scopes.of(Scope.PRODUCTS_READ));
      HttpResponse<String> answer = call("/v1/store", "X-API-Key", key);
      ProblemCheck.of(answer, 403, "insufficient_scope");
      assertThat(challenge(answer))
          .isEqualTo(
              "Bearer realm=\"allogate\", error=\"insufficient_scope\", scope=\"store:read\", "
                  + metadata());
    }

    @Test
    void answersInTheWordsOfTheQuickstart() {
      String key = tenant.key(Scopes.of(Scope.PRODUCTS_READ));
      HttpResponse<String> answer =
          call("/v1/store", "X-API-Key", key, "X-Request-Id", "quickstart");
      assertThat(answer.body())
          .isEqualTo(
              ("{'type':'" + uri("/errors/insufficient_scope") + "','title':'Insufficient scope',")
                      .replace('\'', '"')
                  + ("'status':403,'detail':'API key is missing required scope: store:read',"
                          + "'code':'insufficient_scope','missing_scopes':['store:read'],"
                          + "'instance':'/v1/store','request_id':'quickstart'}")
                      .replace('\'', '"'));
    }

    @Test
    void doesNotTakeWriteForRead() {
      String key = tenant.key(Scopes.of(Scope.STORE_WRITE));
      ProblemCheck.of(call("/v1/store", "X-API-Key", key), 403, "insufficient_scope");
    }

    @Test
    void doesNotTakeReadForWrite() {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri("/v1/store"))
                  .header("X-API-Key", tenant.key(Scopes.of(Scope.STORE_READ)))
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString("{}")));
      JsonNode document = ProblemCheck.of(answer, 403, "insufficient_scope");
      assertThat(document.path("missing_scopes").toString()).isEqualTo("[\"store:write\"]");
    }
  }

  @Nested
  class Organizations {
    private final Fixture tenant = Fixture.create();
    private final Fixture sibling = tenant.sibling();
    private final Fixture stranger = Fixture.create();

    @Test
    void askATenantKeyToNameOne() {
      JsonNode document =
          ProblemCheck.of(
              call("/v1/store", "X-API-Key", tenant.tenantKey(Scopes.ALL)),
              400,
              "validation_error");
      assertThat(document.path("errors").path(0).path("pointer").textValue())
          .isEqualTo("X-Organization-Id");
    }

    @Test
    void areChosenByATenantKey() {
      tenant.store(tenant.live, "First");
      sibling.store(sibling.live, "Second");
      String key = tenant.tenantKey(Scopes.ALL);
      assertThat(store(key, tenant.organization).body()).contains("\"name\":\"First\"");
      assertThat(store(key, sibling.organization).body()).contains("\"name\":\"Second\"");
    }

    @Test
    void ofOthersDoNotExistForATenantKey() {
      stranger.store(stranger.live, "Secret");
      HttpResponse<String> answer = store(tenant.tenantKey(Scopes.ALL), stranger.organization);
      ProblemCheck.of(answer, 404, "not_found");
      HttpResponse<String> unknown = store(tenant.tenantKey(Scopes.ALL), Fixture.id());
      assertThat(withoutId(answer)).isEqualTo(withoutId(unknown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-2-3-4-5", "'; drop table store", "null"})
    void withAMalformedIdDoNotExist(String id) {
      String key = tenant.tenantKey(Scopes.ALL);
      ProblemCheck.of(
          call("/v1/store", "X-API-Key", key, "X-Organization-Id", id), 404, "not_found");
    }

    @Test
    void cannotBeNamedTwice() throws Exception {
      String named = "X-Organization-Id: " + tenant.organization + "\r\n";
      String key = "X-API-Key: " + tenant.tenantKey(Scopes.ALL) + "\r\n";
      ProblemCheck.of(RawHttp.get("/v1/store", key + named + named), 404, "not_found");
    }

    @Test
    void thatAreInactiveDoNotExist() {
      sibling.store(sibling.live, "Closed");
      Fixture.run("update organization set active = false where id = ?", sibling.organization);
      ProblemCheck.of(store(tenant.tenantKey(Scopes.ALL), sibling.organization), 404, "not_found");
    }

    @Test
    void areFixedForAnOrganizationKey() {
      tenant.store(tenant.live, "Own");
      sibling.store(sibling.live, "Other");
      String key = tenant.key(Scopes.ALL);
      assertThat(store(key, tenant.organization).statusCode()).isEqualTo(200);
      ProblemCheck.of(store(key, sibling.organization), 404, "not_found");
      ProblemCheck.of(store(key, stranger.organization), 404, "not_found");
    }

    @Test
    void areNotNeededToSayWhoIsCalling() {
      HttpResponse<String> answer = call(ME, "X-API-Key", tenant.tenantKey(Scopes.ALL));
      assertThat(ProblemCheck.json(answer.body()).path("organization_id").isNull()).isTrue();
    }

    private HttpResponse<String> store(String key, UUID organization) {
      return call("/v1/store", "X-API-Key", key, "X-Organization-Id", organization.toString());
    }

    private String withoutId(HttpResponse<String> answer) {
      String id = ProblemCheck.json(answer.body()).path("request_id").textValue();
      return answer.body().replace(id, "");
    }
  }

  @Nested
  class Environments {
    private final Fixture tenant = Fixture.create();

    @Test
    void neverMix() {
      tenant.store(tenant.live, "Live store");
      UUID live = tenant.product(tenant.live, "Live hat", 250);
      UUID test = tenant.product(tenant.test, "Test hat", 250);
      String liveKey = tenant.key(Scopes.ALL);
      String testKey = tenant.testKey(Scopes.ALL);

      assertThat(call("/v1/store", "X-API-Key", liveKey).body()).contains("Live store");
      ProblemCheck.of(call("/v1/store", "X-API-Key", testKey), 404, "not_found");
      assertThat(call("/v1/products", "X-API-Key", testKey).body())
          .contains(test.toString())
          .doesNotContain(live.toString());
      ProblemCheck.of(call("/v1/products/" + live, "X-API-Key", testKey), 404, "not_found");
      ProblemCheck.of(call("/v1/products/" + test, "X-API-Key", liveKey), 404, "not_found");
    }

    @Test
    void ofATenantKeyReachEveryOrganization() {
      tenant.store(tenant.test, "Test store");
      String key = tenant.key(Fixture.id(), Environment.TEST, null, Scopes.ALL, "1000;w=60", null);
      assertThat(
              call("/v1/store", "X-API-Key", key, "X-Organization-Id", "" + tenant.organization)
                  .body())
          .contains("Test store");
    }
  }
}
