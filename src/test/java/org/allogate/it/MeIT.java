package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who am I: the whole principal, for any key, in the order of the quickstart. */
class MeIT extends ServerIT {
  private static final String PATH = "/api/v2/me";

  private final Fixture fixture = Fixture.create();

  private static HttpResponse<String> me(String key) {
    return get(PATH, "Authorization", "Bearer " + key);
  }

  private static JsonNode principal(String key) {
    HttpResponse<String> answer = me(key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  @Nested
  class Status200 {
    @Test
    void hasTheMembersOfTheQuickstartInItsOrderAndOursAfter() {
      String key = fixture.key(Scopes.of(Scope.VAULT_WRITE, Scope.STORE_READ, Scope.VAULT_READ));
      String body = me(key).body();
      String user = ApiClient.json(body).path("user_id").asText();
      assertThat(UUID.fromString(user)).isNotNull();
      assertThat(body)
          .isEqualTo(
              ApiClient.compact(
                  """
                  {
                    "user_id": "%s",
                    "tenant_id": "%s",
                    "auth_method": "api_key",
                    "email": "alex@example.com",
                    "api_key_id": "%s",
                    "api_key_name": "A key %s",
                    "api_key_prefix": "%s",
                    "environment": "live",
                    "rate_limit_tier": "standard",
                    "scopes": ["store:read", "vault:read", "vault:write"],
                    "organization_id": "%s",
                    "key_level": "organization",
                    "credits_remaining": 99999,
                    "expires_at": null
                  }
                  """
                      .formatted(
                          user,
                          fixture.tenant,
                          Fixture.idOf(key),
                          Fixture.idOf(key),
                          key.substring(0, "allo_live_".length() + 4),
                          fixture.organization)));
    }

    @Test
    void needsNoScope() {
      JsonNode principal = principal(fixture.key(Scopes.of(Scope.AUDIT_READ)));
      assertThat(principal.path("scopes").toString()).isEqualTo("[\"audit:read\"]");
    }

    @Test
    void namesNoOrganizationForAKeyOfTheTenant() {
      JsonNode principal = principal(fixture.tenantKey(Scopes.ALL));
      assertThat(principal.get("organization_id").isNull()).isTrue();
      assertThat(principal.path("key_level").asText()).isEqualTo("tenant");
      assertThat(principal.path("tenant_id").asText()).isEqualTo(fixture.tenant.toString());
    }

    @Test
    void namesTheOrganizationThatAKeyOfTheTenantPicks() {
      HttpResponse<String> answer =
          get(
              PATH,
              "Authorization",
              "Bearer " + fixture.tenantKey(Scopes.ALL),
              "X-Organization-Id",
              fixture.organization.toString());
      assertThat(ApiClient.json(answer).path("organization_id").asText())
          .isEqualTo(fixture.organization.toString());
    }

    @Test
    void knowsAKeyOfTheTestEnvironment() {
      String key = fixture.testKey(Scopes.ALL);
      JsonNode principal = principal(key);
      assertThat(principal.path("environment").asText()).isEqualTo("test");
      assertThat(principal.path("api_key_prefix").asText())
          .isEqualTo(key.substring(0, "allo_test_".length() + 4));
    }

    @Test
    void writesTheEndOfAKeyToTheSecondWithItsOffset() {
      Instant end = Instant.parse("2999-04-02T10:12:34.987654Z");
      assertThat(principal(fixture.keyUntil(end)).path("expires_at").asText())
          .isEqualTo("2999-04-02T10:12:34+00:00");
    }

    @Test
    void isOneUserForAllKeysOfAnOrganization() {
      Fixture sibling = fixture.sibling();
      String user = userOf(fixture.key(Scopes.ALL));
      assertThat(userOf(fixture.key(Scopes.of(Scope.STORE_READ)))).isEqualTo(user);
      assertThat(userOf(fixture.testKey(Scopes.ALL))).isEqualTo(user);
      assertThat(userOf(sibling.key(Scopes.ALL))).isNotEqualTo(user);
      assertThat(userOf(fixture.tenantKey(Scopes.ALL))).isNotEqualTo(user);
      assertThat(userOf(fixture.tenantKey(Scopes.ALL)))
          .isEqualTo(userOf(sibling.tenantKey(Scopes.ALL)));
    }

    private String userOf(String key) {
      return principal(key).path("user_id").asText();
    }

    @Test
    void namesTheTierOfTheKeyElseOfTheTenant() {
      Fixture.run("update tenant set default_tier = 'pro' where id = ?", fixture.tenant);
      assertThat(principal(fixture.key(Scopes.ALL, null)).path("rate_limit_tier").asText())
          .isEqualTo("pro");
      UUID id = Fixture.id();
      String own = fixture.key(id, Environment.LIVE, fixture.organization, Scopes.ALL, null, null);
      Fixture.run("update api_key set tier = 'free' where id = ?", id);
      assertThat(principal(own).path("rate_limit_tier").asText()).isEqualTo("free");
    }

    @Test
    void tellsTheLimitsInTheHeadersOfTheVault() {
      String key = fixture.key(Scopes.ALL, "60;w=60");
      long before = Instant.now().getEpochSecond();
      HttpResponse<String> answer = me(key);
      assertThat(answer.headers().firstValue("X-RateLimit-Limit")).hasValue("60");
      assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue("59");
      assertThat(answer.headers().firstValue("X-RateLimit-Cost")).hasValue("1");
      assertThat(answer.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
          .isBetween(before + 59, Instant.now().getEpochSecond() + 62);
      assertThat(answer.headers().map()).doesNotContainKeys("ratelimit-limit", "retry-after");
      assertThat(me(key).headers().firstValue("X-RateLimit-Remaining")).hasValue("58");
    }
  }

  @Nested
  class Status401 {
    @Test
    void doesNotReadAKeyFromTheQueryOrACookie() {
      String key = fixture.key(Scopes.ALL);
      assertThat(get(PATH + "?api_key=" + key + "&X-API-Key=" + key).statusCode()).isEqualTo(401);
      assertThat(get(PATH, "Cookie", "X-API-Key=" + key).statusCode()).isEqualTo(401);
    }
  }
}
