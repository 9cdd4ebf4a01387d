package org.allogate.it;

import static org.allogate.it.TokenClient.GRANT;
import static org.allogate.it.TokenClient.INTROSPECT;
import static org.allogate.it.TokenClient.REVOKE;
import static org.allogate.it.TokenClient.TOKEN;
import static org.allogate.it.TokenClient.basic;
import static org.allogate.it.TokenClient.form;
import static org.allogate.it.TokenClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints under /oauth2, each answer of RFC 6749, 7009 or 7662. */
class TokenEndpointIT extends ServerIT {
  private static final Scopes SCOPES = Scopes.of(Scope.STORE_READ, Scope.VAULT_READ);

  private final Fixture fixture = Fixture.create();
  private final TokenClient client = new TokenClient(fixture.key(SCOPES));
  private final TokenClient sibling = new TokenClient(fixture.key(Scopes.ALL));

  private static HttpResponse<String> from(String address, String path, String body, String basic) {
    return form(path, body, "Authorization", basic, "X-Forwarded-For", address);
  }

  private static HttpResponse<String> failing(String basic) {
    return from(Addresses.fresh(), TOKEN, GRANT, basic);
  }

  @Nested
  class Status200 {
    @Test
    void givesATokenOfRfc9068() {
      HttpResponse<String> answer = client.asked("");
      JsonNode body = KeyMaker.answered(answer, 200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(answer.headers().firstValue("Pragma")).hasValue("no-cache");
      assertThat(body).hasSize(4);
      assertThat(body.path("token_type").textValue()).isEqualTo("Bearer");
      assertThat(body.path("expires_in").intValue()).isBetween(890, 900);
      assertThat(body.path("scope").textValue()).isEqualTo("store:read vault:read");
      JsonNode claims = TokenClient.claims(body.path("access_token").textValue());
      assertThat(claims.path("iss").textValue()).isEqualTo(uri("").toString());
      assertThat(claims.path("aud").textValue()).isEqualTo(uri("").toString());
      assertThat(claims.path("client_id").textValue()).isEqualTo(client.id());
      assertThat(claims.path("sub").textValue())
          .isEqualTo(new ApiClient(client.key()).read("/api/v2/me").path("user_id").textValue());
    }

    @Test
    void takesTheClientFromTheForm() {
      String body = GRANT + "&client_id=" + client.id() + "&client_secret=" + client.key();
      assertThat(form(TOKEN, body).statusCode()).isEqualTo(200);
      assertThat(form(TOKEN, "&" + body + "&scope=&unknown=1&").statusCode()).isEqualTo(200);
    }

    @Test
    void decodesTheClientInTheHeader() {
      String id = client.id().replace("-", "%2D");
      String secret = client.key().replace("_", "%5f");
      assertThat(failing(basic(id, secret)).statusCode()).isEqualTo(200);
      HttpResponse<String> named =
          form(TOKEN, GRANT + "&client_id=" + client.id(), "Authorization", client.basic());
      assertThat(named.statusCode()).isEqualTo(200);
    }

    @Test
    void neverTakesTheIssuerFromTheHost() throws Exception {
      String body = GRANT + "&client_id=" + client.id() + "&client_secret=" + client.key();
      RawHttp.Answer answer =
          RawHttp.answer(
              "POST /oauth2/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      String token = ApiClient.json(answer.body()).path("access_token").textValue();
      assertThat(TokenClient.claims(token).path("iss").textValue()).isEqualTo(uri("").toString());
      RawHttp.Answer metadata =
          RawHttp.answer(
              "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: evil.example\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(metadata.body()).contains(uri("/oauth2/token").toString()).doesNotContain("evil");
    }

    @Test
    void countsAgainstTheLimitOfTheKey() {
      TokenClient limited = new TokenClient(fixture.key(SCOPES, "9;w=60"));
      HttpResponse<String> answer = limited.asked("");
      assertThat(answer.headers().firstValue("RateLimit-Limit")).hasValue("9");
      assertThat(answer.headers().firstValue("RateLimit-Remaining")).hasValue("8");
      assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("9;w=60");
    }

    @Test
    void publishesTheKeysThatSign() {
      String kid = TokenClient.kid(client.token(""));
      HttpResponse<String> answer = get("/oauth2/jwks");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
      JsonNode keys = KeyMaker.answered(answer, 200).path("keys");
      assertThat(keys)
          .anySatisfy(key -> assertThat(key.path("kid").textValue()).isEqualTo(kid))
          .allSatisfy(
              key -> {
                assertThat(key.fieldNames())
                    .toIterable()
                    .containsExactly("kty", "crv", "x", "y", "use", "alg", "kid");
                assertThat(key.path("x").textValue()).hasSize(43);
                assertThat(key.path("y").textValue()).hasSize(43);
              });
    }

    @Test
    void describesTheServer() {
      JsonNode metadata = KeyMaker.answered(get("/.well-known/oauth-authorization-server"), 200);
      assertThat(metadata.path("issuer").textValue()).isEqualTo(uri("").toString());
      assertThat(metadata.path("grant_types_supported").toString())
          .isEqualTo("[\"client_credentials\"]");
      JsonNode resource = KeyMaker.answered(get("/.well-known/oauth-protected-resource"), 200);
      assertThat(resource.path("authorization_servers").toString())
          .isEqualTo("[\"" + uri("") + "\"]");
    }
  }

  @Nested
  class Status200OfRevocation {
    @Test
    void endsTheTokenAtOnceAndNoOther() {
      String token = client.token("");
      String other = client.token("");
      assertThat(me(token).statusCode()).isEqualTo(200);
      client.revoke(token);
      ProblemCheck.of(me(token), 401, "invalid_token");
      assertThat(client.introspected(token).toString()).isEqualTo("{\"active\":false}");
      assertThat(me(other).statusCode()).isEqualTo(200);
      client.revoke(token);
    }

    @Test
    void isForWhatIsNoTokenToo() {
      client.revoke("nothing");
      client.revoke(client.token("") + "x");
      client.revoke(client.key());
      assertThat(client.asked("").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> me(String token) {
      return get(
          "/api/v2/me", "Authorization", "Bearer " + token, "X-Forwarded-For", Addresses.fresh());
    }
  }

  @Nested
  class Status200OfIntrospection {
    private void isActive(TokenClient asking, TokenClient owner, boolean active) {
      JsonNode answer = asking.introspected(owner.token(""));
      assertThat(answer.path("active").booleanValue()).isEqualTo(active);
      if (!active) {
        assertThat(answer.toString()).isEqualTo("{\"active\":false}");
      }
    }

    @Test
    void saysWhatATokenOfItsOwnIsWorth() {
      String token = client.token("vault:read");
      JsonNode claims = TokenClient.claims(token);
      JsonNode answer = client.introspected(token);
      assertThat(answer.path("active").booleanValue()).isTrue();
      assertThat(answer.path("scope").textValue()).isEqualTo("vault:read");
      assertThat(answer.path("token_type").textValue()).isEqualTo("Bearer");
      for (String claim : List.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope")) {
        assertThat(answer.path(claim)).as(claim).isEqualTo(claims.path(claim));
      }
    }

    @Test
    void saysOfOthersWhatTheScopeAndTheReachAllow() {
      Scopes verify = Scopes.of(Scope.KEYS_VERIFY);
      TokenClient verifier = new TokenClient(fixture.key(verify));
      TokenClient ofTenant = new TokenClient(fixture.tenantKey(verify));
      TokenClient test = new TokenClient(fixture.testKey(Scopes.ALL));
      TokenClient neighbour = new TokenClient(fixture.sibling().key(Scopes.ALL));
      TokenClient stranger = new TokenClient(Fixture.create().tenantKey(Scopes.ALL));
      isActive(client, client, true);
      isActive(client, sibling, false);
      isActive(verifier, client, true);
      isActive(verifier, test, true);
      isActive(verifier, neighbour, false);
      isActive(verifier, ofTenant, false);
      isActive(ofTenant, client, true);
      isActive(ofTenant, neighbour, true);
      isActive(ofTenant, stranger, false);
      isActive(test, client, false);
      isActive(test, new TokenClient(fixture.testKey(SCOPES)), true);
      isActive(stranger, client, false);
    }

    @Test
    void saysNothingOfWhatIsNoToken() {
      for (String text : List.of("x", "eyJ.e.s", client.key(), client.token("") + "A")) {
        assertThat(client.introspected(text).toString()).isEqualTo("{\"active\":false}");
      }
    }

    @Test
    void knowsWhatBecameOfTheKey() {
      KeyMaker keys = KeyMaker.of(fixture);
      JsonNode made = keys.made("'scopes':['store:read','vault:read']");
      String token = new TokenClient(made.path("key").textValue()).token("");
      TokenClient verifier = new TokenClient(fixture.key(Scopes.of(Scope.KEYS_VERIFY)));
      keys.patched(made, "'scopes':['vault:read','vault:write']");
      assertThat(verifier.introspected(token).path("scope").textValue()).isEqualTo("vault:read");
      keys.revoked(made);
      assertThat(verifier.introspected(token).toString()).isEqualTo("{\"active\":false}");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "scope=store:read",
          "grant_type=",
          "grant_type=client_credentials&grant_type=client_credentials",
          "grant_type=client_credentials&x=1&x=2",
          "grant_type=client_credentials&scope=%zz",
          "grant_type=%"
        })
    void needsEveryParameterOnceAndReadable(String body) {
      refused(client.post(TOKEN, body), 400, "invalid_request");
    }

    @Test
    void needsAToken() {
      for (String path : List.of(REVOKE, INTROSPECT)) {
        refused(client.post(path, "x=1"), 400, "invalid_request");
        refused(client.post(path, "token=a&token=b"), 400, "invalid_request");
      }
    }

    @Test
    void takesTheClientInOneWayAndNeverFromTheAddress() {
      String inForm = "&client_id=" + client.id() + "&client_secret=" + client.key();
      refused(client.post(TOKEN, GRANT + inForm), 400, "invalid_request");
      refused(client.post(TOKEN, GRANT + "&client_id=" + sibling.id()), 400, "invalid_request");
      refused(form(TOKEN + "?" + inForm.substring(1), GRANT), 400, "invalid_request");
      refused(form(TOKEN + "?" + GRANT + inForm, ""), 400, "invalid_request");
      refused(
          form(TOKEN, GRANT, "Authorization", client.basic(), "Authorization", client.basic()),
          400,
          "invalid_request");
    }

    @Test
    void knowsOneGrant() {
      for (String grant : List.of("password", "authorization_code", "CLIENT_CREDENTIALS")) {
        refused(client.post(TOKEN, "grant_type=" + grant), 400, "unsupported_grant_type");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "store:write",
          "store:read store:write",
          "everything",
          "*",
          "store:read,vault:read",
          "store:read  vault:read",
          "STORE:READ"
        })
    void givesNoMoreThanTheKeyHas(String scope) {
      refused(client.asked(scope), 400, "invalid_scope");
    }

    @Test
    void keepsToTheAddressesOfTheKey() {
      JsonNode made = KeyMaker.of(fixture).made("'allowedAddresses':['192.0.2.7']");
      TokenClient bound = new TokenClient(made.path("key").textValue());
      refused(from(Addresses.fresh(), TOKEN, GRANT, bound.basic()), 400, "unauthorized_client");
      assertThat(from("192.0.2.7", TOKEN, GRANT, bound.basic()).statusCode()).isEqualTo(200);
    }

    @Test
    void endsNobodyElsesToken() {
      String token = client.token("");
      refused(sibling.post(REVOKE, "token=" + token), 400, "unauthorized_client");
      assertThat(client.introspected(token).path("active").booleanValue()).isTrue();
    }
  }

  @Nested
  class Status401 {
    private void isInvalid(HttpResponse<String> answer) {
      refused(answer, 401, "invalid_client");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Basic realm=");
      assertThat(answer.headers().map()).doesNotContainKey("ratelimit-limit");
    }

    @Test
    void asksForAClient() {
      for (String path : List.of(TOKEN, REVOKE, INTROSPECT)) {
        isInvalid(form(path, GRANT + "&token=x"));
      }
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
      String forged = client.key().substring(0, client.key().length() - 1);
      for (String basic :
          List.of(
              basic(sibling.id(), client.key()),
              basic(client.id(), sibling.key()),
              basic(client.id(), forged),
              basic(client.id(), ""),
              basic("", client.key()),
              basic(client.id().toUpperCase(), "x"),
              basic(client.id(), client.token("")),
              "Basic",
              "Basic %%%",
              "Basic " + "QQ==",
              "Bearer " + client.key(),
              "Bearer " + client.token(""))) {
        isInvalid(failing(basic));
      }
      String address = Addresses.fresh();
      isInvalid(form(TOKEN, GRANT + "&client_id=" + client.id(), "X-Forwarded-For", address));
      isInvalid(form(TOKEN, GRANT + "&client_secret=" + client.key(), "X-Forwarded-For", address));
    }

    @Test
    void takesNeitherAHeaderForKeysNorASession() {
      String address = Addresses.fresh();
      isInvalid(form(TOKEN, GRANT, "X-API-Key", client.key(), "X-Forwarded-For", address));
      isInvalid(form(TOKEN, GRANT, "Cookie", fixture.tenantMember(Role.OWNER).cookie()));
    }

    @Test
    void refusesAKeyThatIsOver() {
      JsonNode made = KeyMaker.of(fixture).made("");
      KeyMaker.of(fixture).revoked(made);
      isInvalid(failing(new TokenClient(made.path("key").textValue()).basic()));
      String expired = fixture.keyUntil(Instant.now().minusSeconds(1));
      isInvalid(failing(new TokenClient(expired).basic()));
    }
  }

  @Nested
  class OtherStatuses {
    @Test
    void haveTheSameForm() {
      refused(
          send(
              HttpRequest.newBuilder(uri(TOKEN))
                  .headers("Authorization", client.basic(), "Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}"))),
          415,
          "invalid_request");
      refused(client.post(TOKEN, GRANT + "&x=" + "x".repeat(17_000)), 413, "invalid_request");
      HttpResponse<String> got = get(TOKEN + "?" + GRANT);
      refused(got, 405, "invalid_request");
      assertThat(got.headers().firstValue("Allow").orElse("")).contains("POST");
      refused(get("/oauth2/nothing"), 404, "invalid_request");
    }
  }

  @Nested
  class Status429 {
    @Test
    void isForTheKeysLimit() {
      TokenClient limited = new TokenClient(fixture.key(SCOPES, "2;w=60"));
      limited.token("");
      limited.introspected("x");
      HttpResponse<String> answer = limited.asked("");
      refused(answer, 429, "temporarily_unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(answer.headers().firstValue("RateLimit-Remaining")).hasValue("0");
    }

    @Test
    void isForTooManyFailedClientsOfAnAddressAndThemAlone() {
      String address = Addresses.fresh();
      for (int i = 0; i < 10; i++) {
        refused(from(address, TOKEN, GRANT, basic(client.id(), "x")), 401, "invalid_client");
      }
      HttpResponse<String> answer = from(address, TOKEN, GRANT, basic(client.id(), "x"));
      refused(answer, 429, "temporarily_unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(answer.headers().map()).doesNotContainKey("ratelimit-limit");
      assertThat(from(address, TOKEN, GRANT, client.basic()).statusCode()).isEqualTo(200);
      ProblemCheck.of(
          get("/v1/store", "X-API-Key", "x", "X-Forwarded-For", address), 401, "invalid_api_key");
    }
  }

  @Nested
  class AKeyWithAnEnd {
    @Test
    void givesNoTokenBeyondIt() {
      String key =
          fixture.key(
              Fixture.id(),
              Environment.LIVE,
              fixture.organization,
              SCOPES,
              "9;w=60",
              Instant.now().plus(Duration.ofMinutes(5)));
      JsonNode body = KeyMaker.answered(new TokenClient(key).asked(""), 200);
      assertThat(body.path("expires_in").intValue()).isBetween(290, 300);
    }
  }
}
