package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy's question is answered by the status, and its clients have no say in what is asked. */
class ForwardAuthIT extends ServerIT {
  private static final String PATH = "/v1/forward-auth";
  private static final String LIMITED = "10;w=60";

  private final Fixture fixture = Fixture.create();
  private final Scopes scopes = Scopes.of(Scope.VAULT_READ, Scope.STORE_READ);
  private final String key = fixture.key(scopes, LIMITED);

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  private static String remaining(HttpResponse<?> answer) {
    return header(answer, "RateLimit-Remaining");
  }

  @Nested
  class Status204 {
    @Test
    void saysWhoseTheCredentialIs() {
      HttpResponse<String> answer = get(PATH, "X-API-Key", key);
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "X-Allogate-Key-Id")).isEqualTo(Fixture.idOf(key).toString());
      assertThat(header(answer, "X-Allogate-Tenant-Id")).isEqualTo(fixture.tenant.toString());
      assertThat(header(answer, "X-Allogate-Organization-Id"))
          .isEqualTo(fixture.organization.toString());
      assertThat(header(answer, "X-Allogate-Key-Level")).isEqualTo("organization");
      assertThat(header(answer, "X-Allogate-Environment")).isEqualTo("live");
      assertThat(header(answer, "X-Allogate-Scopes")).isEqualTo("store:read vault:read");
      assertThat(header(answer, "X-Allogate-Tier")).isEqualTo("standard");
      assertThat(UUID.fromString(header(answer, "X-Allogate-User-Id"))).isNotNull();
      assertThat(header(answer, "RateLimit-Limit")).isEqualTo("10");
      assertThat(remaining(answer)).isEqualTo("9");
      assertThat(header(answer, "RateLimit-Policy")).isEqualTo(LIMITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PURGE"})
    void takesAnyMethod(String method) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(PATH + "?scopes=vault:read"))
                  .headers("Authorization", "Bearer " + key, "Idempotency-Key", "one")
                  .method(method, BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(remaining(answer)).isEqualTo("9");
    }

    @Test
    void chargesTheCostOfTheAddress() {
      assertThat(remaining(get(PATH + "?cost=4", "X-API-Key", key))).isEqualTo("6");
      assertThat(remaining(get(PATH + "?cost=0", "X-API-Key", key))).isEqualTo("6");
      assertThat(remaining(get(PATH, "X-API-Key", key))).isEqualTo("5");
      assertThat(get("/v1/store", "X-API-Key", key).headers().firstValue("RateLimit-Remaining"))
          .contains("4");
    }

    @Test
    void followsWhoTheRequestIsAbout() {
      String ofTenant = fixture.tenantKey(scopes);
      assertThat(header(get(PATH, "X-API-Key", ofTenant), "X-Allogate-Organization-Id")).isNull();
      HttpResponse<String> chosen =
          get(PATH, "X-API-Key", ofTenant, "X-Organization-Id", fixture.organization.toString());
      assertThat(header(chosen, "X-Allogate-Organization-Id"))
          .isEqualTo(fixture.organization.toString());
      assertThat(header(get(PATH, "X-API-Key", fixture.testKey(scopes)), "X-Allogate-Environment"))
          .isEqualTo("test");
    }
  }

  @Nested
  class Status200 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/for/vault:read/3",
          "/for/vault:read/3/",
          "/for/vault:read/3/projects/7;a=b",
          "/for/vault:read,store:read/3/any//thing/at/all",
          "/for/-/3/projects?scopes=vault:write&cost=0",
          "/for/vault:read/3/../../-/0/x"
        })
    void isWhatEnvoyTakesForAYes(String path) throws IOException {
      String own = fixture.key(scopes, LIMITED);
      RawHttp.Answer answer = RawHttp.get(PATH + path, "X-API-Key: " + own + "\r\n");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Remaining")).contains("7");
      assertThat(answer.header("X-Allogate-Key-Id")).contains(Fixture.idOf(own).toString());
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "?scopes=nothing:read",
          "?scopes=",
          "?scopes=vault:read%20store:read",
          "?scopes=vault:read&scopes=store:read",
          "?cost=-1",
          "?cost=10001",
          "?cost=x",
          "?cost=1&cost=2",
          "/for/nothing/1/x",
          "/for/-/-1/x"
        })
    void tellsTheOperatorWhatIsWrong(String question) {
      ProblemCheck.of(get(PATH + question, "X-API-Key", key), 400, "validation_error");
      assertThat(remaining(get(PATH + "?cost=0", "X-API-Key", key))).isEqualTo("10");
    }
  }

  @Nested
  class Status401 {
    @Test
    void isTheGuardsOwn() {
      HttpResponse<String> bare = get(PATH);
      ProblemCheck.of(bare, 401, "missing_api_key");
      assertThat(header(bare, "WWW-Authenticate")).startsWith("Bearer ");
      String address = Addresses.fresh();
      ProblemCheck.of(
          get(PATH, "X-API-Key", "allo_live_x.y", "X-Forwarded-For", address),
          401,
          "invalid_api_key");
      ProblemCheck.of(
          get(
              PATH,
              "X-API-Key",
              fixture.keyUntil(Instant.now().minusSeconds(1)),
              "X-Forwarded-For",
              address),
          401,
          "api_key_expired");
    }

    @Test
    void looksAtNoSession() {
      MemberClient owner = fixture.member(Role.OWNER);
      ProblemCheck.of(owner.get(PATH), 401, "missing_api_key");
    }
  }

  @Nested
  class Status403 {
    @Test
    void namesTheScopesThatAreMissing() {
      for (String question : Set.of("?scopes=vault:write", "/for/vault:write/1/x")) {
        assertThat(
                ProblemCheck.of(get(PATH + question, "X-API-Key", key), 403, "insufficient_scope")
                    .path("missing_scopes")
                    .toString())
            .isEqualTo("[\"vault:write\"]");
      }
    }

    @Test
    void looksAtTheClientsAddress() {
      UUID id = Fixture.id();
      String bound = fixture.key(id, Environment.LIVE, fixture.organization, scopes, LIMITED, null);
      Fixture.run("update api_key set allowed_addresses = '203.0.113.0/24' where id = ?", id);
      assertThat(get(PATH, "X-API-Key", bound, "X-Forwarded-For", "203.0.113.5").statusCode())
          .isEqualTo(204);
      ProblemCheck.of(
          get(PATH, "X-API-Key", bound, "X-Forwarded-For", "198.51.100.5"),
          403,
          "address_not_allowed");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/for", "/for/vault:read", "/more", "x"})
    void isWhatIsNoQuestion(String rest) {
      HttpResponse<String> answer = get(PATH + rest, "X-API-Key", key);
      assertThat(answer.statusCode()).isIn(List.of(204, 404));
      assertThat(answer.statusCode() == 204).isEqualTo(rest.equals("/"));
    }
  }

  @Nested
  class Status429 {
    @Test
    void carriesWhatTheProxyPassesOn() {
      assertThat(get(PATH + "?cost=10", "X-API-Key", key).statusCode()).isEqualTo(204);
      HttpResponse<String> answer = get(PATH, "X-API-Key", key);
      ProblemCheck.of(answer, 429, "rate_limited");
      assertThat(remaining(answer)).isEqualTo("0");
      assertThat(header(answer, "Retry-After")).isEqualTo("60");
    }
  }
}
