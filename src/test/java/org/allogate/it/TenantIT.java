package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenant's owners, and nobody else, set the tenant, stop it and start it again. */
class TenantIT extends ServerIT {
  private static final String PATH = "/v1/tenant";

  private final Fixture fixture = Fixture.create();
  private final ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);

  private JsonNode changed(String patch) {
    return changed(owner, patch);
  }

  private static JsonNode changed(MemberClient by, String patch) {
    HttpResponse<String> answer = by.patch(PATH, patch);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  private int audited() {
    return Rows.ids("select id from audit_event where tenant_id = ?", fixture.tenant).size();
  }

  @Nested
  class Status200 {
    @Test
    void showsTheTenant() {
      JsonNode shown = tenant.read(PATH);
      assertThat(shown.toString().replaceAll("\"createdAt\":\"[^\"]*Z\"", "CREATED"))
          .isEqualTo(
              ("{\"id\":\"%s\",\"name\":\"A tenant\",\"active\":true,\"defaultTier\":\"standard\","
                      + "CREATED,\"keyPolicy\":{\"maxActiveKeys\":5}}")
                  .formatted(fixture.tenant));
      assertThat(owner.read(PATH)).isEqualTo(shown);
      assertThat(fixture.tenantMember(Role.VIEWER).read(PATH)).isEqualTo(shown);
    }

    @Test
    void changesOnlyWhatThePatchNames() {
      changed("{\"name\":\" Aether Holdings \"}");
      JsonNode after = changed("{\"keyPolicy\":{\"maxActiveKeys\":1000}}");
      assertThat(after.path("name").asText()).isEqualTo("Aether Holdings");
      assertThat(after.at("/keyPolicy/maxActiveKeys").asInt()).isEqualTo(1000);
      assertThat(tenant.read(PATH)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keyPolicy\":null}", "{\"keyPolicy\":{\"maxActiveKeys\":null}}"})
    void takesTheLimitBackToItsDefault(String reset) {
      changed("{\"keyPolicy\":{\"maxActiveKeys\":9}}");
      assertThat(changed(reset).at("/keyPolicy/maxActiveKeys").asInt()).isEqualTo(5);
    }

    @Test
    void leavesTheCreditsAlone() {
      Fixture.run("update tenant set credits = 17 where id = ?", fixture.tenant);
      changed("{\"name\":\"Aether Holdings\"}");
      assertThat(Rows.ids("select id from tenant where id = ? and credits = 17", fixture.tenant))
          .hasSize(1);
    }

    @Test
    void writesDownWhatChangedAndNothingElse() {
      changed("{\"name\":\"Aether Holdings\",\"keyPolicy\":{\"maxActiveKeys\":5}}");
      changed("{\"name\":\"Aether Holdings\"}");
      changed("{}");
      assertThat(audited()).isEqualTo(1);
      JsonNode event = tenant.read("/v1/audit-events").at("/data/0");
      assertThat(event.path("action").asText()).isEqualTo("tenant.updated");
      assertThat(event.path("changes").toString())
          .isEqualTo("{\"name\":{\"before\":\"A tenant\",\"after\":\"Aether Holdings\"}}");
      assertThat(event.path("target").toString())
          .isEqualTo("{\"type\":\"tenant\",\"id\":\"" + fixture.tenant + "\"}");
      assertThat(event.at("/actor/id").asText()).isEqualTo(owner.id().toString());
      assertThat(event.path("organizationId").isNull()).isTrue();
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/name | {\"name\":null}",
          "/name | {\"name\":\"  \"}",
          "/active | {\"active\":null}",
          "/active | {\"active\":0}",
          "/keyPolicy | {\"keyPolicy\":[]}",
          "/keyPolicy/maxActiveKeys | {\"keyPolicy\":{\"maxActiveKeys\":0}}",
          "/keyPolicy/maxActiveKeys | {\"keyPolicy\":{\"maxActiveKeys\":1001}}",
          "/keyPolicy/lifetimeDays | {\"keyPolicy\":{\"lifetimeDays\":5}}",
          "/defaultTier | {\"defaultTier\":\"enterprise\"}",
          "/credits | {\"credits\":5}",
          "/id | {\"id\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\"}"
        })
    void pointsToTheMember(String pointer, String patch) {
      JsonNode problem = ApiClient.problem(owner.patch(PATH, patch), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      assertThat(audited()).isZero();
    }
  }

  @Nested
  class Status401 {
    private static final int ROUNDS = Rounds.of(150);
    private static final int OTHERS = 3;

    // Several, each with a limit of its own.
    private final List<MemberClient> owners =
        List.of(
            owner,
            fixture.tenantMember(Role.OWNER),
            fixture.tenantMember(Role.OWNER),
            fixture.tenantMember(Role.OWNER));

    private final String key = fixture.key(Scopes.ALL);
    private final MemberClient admin = fixture.tenantMember(Role.ADMIN);
    private final MemberClient ownerOfOne = fixture.member(Role.OWNER);
    private final String strangersKey = Fixture.create().key(Scopes.ALL);

    private HttpResponse<String> call(String path, String shown) {
      return get(path, "X-API-Key", shown, "X-Forwarded-For", Addresses.fresh());
    }

    @Test
    void stopsAndStartsEverythingOnTheVeryNextRequest() throws Exception {
      AtomicBoolean over = new AtomicBoolean();
      Threads.run(OTHERS + 1, thread -> () -> thread == 0 ? stopAndStart(over) : keepAsking(over));
    }

    private Void stopAndStart(AtomicBoolean over) {
      try {
        for (int round = 0; round < ROUNDS; round++) {
          MemberClient one = owners.get(round % owners.size());
          assertThat(changed(one, "{\"active\":false}").path("active").asBoolean()).isFalse();
          ApiClient.problem(call("/v1/loyalty/tiers", key), 401, "tenant_disabled");
          ApiClient.problem(call("/api/v2/me", tenant.key()), 401, "tenant_disabled");
          ApiClient.problem(call(PATH, tenant.key()), 401, "tenant_disabled");
          ApiClient.problem(admin.get(PATH), 401, "tenant_disabled");
          ApiClient.problem(ownerOfOne.get(PATH), 401, "tenant_disabled");
          ApiClient.problem(one.get("/v1/organizations"), 401, "tenant_disabled");
          ApiClient.problem(one.get("/v1/audit-events"), 401, "tenant_disabled");
          assertThat(call("/v1/loyalty/tiers", strangersKey).statusCode()).isEqualTo(200);
          assertThat(one.read(PATH).path("active").asBoolean()).isFalse();
          changed(one, "{\"active\":true}");
          assertThat(call("/v1/loyalty/tiers", key).statusCode()).isEqualTo(200);
          assertThat(call(PATH, tenant.key()).statusCode()).isEqualTo(200);
          assertThat(one.get("/v1/organizations").statusCode()).isEqualTo(200);
        }
        return null;
      } finally {
        over.set(true);
      }
    }

    private Void keepAsking(AtomicBoolean over) {
      List<Integer> statuses = new ArrayList<>();
      while (!over.get()) {
        statuses.add(call("/v1/loyalty/tiers", key).statusCode());
      }
      assertThat(statuses).isNotEmpty().allMatch(status -> status == 200 || status == 401);
      return null;
    }
  }

  @Nested
  class Status403 {
    private static final String RENAME = "{\"name\":\"Mine\"}";

    @Test
    void letsNobodyButOwnersChangeIt() {
      ApiClient.problem(tenant.patch(PATH, RENAME), 403, "permission_denied");
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      ApiClient.problem(key.patch(PATH, RENAME), 403, "permission_denied");
      for (MemberClient member :
          List.of(
              fixture.tenantMember(Role.ADMIN),
              fixture.tenantMember(Role.VIEWER),
              fixture.member(Role.OWNER),
              fixture.member(Role.VIEWER))) {
        ApiClient.problem(member.patch(PATH, RENAME), 403, "permission_denied");
      }
      assertThat(tenant.read(PATH).path("name").asText()).isEqualTo("A tenant");
      assertThat(audited()).isZero();
    }

    @Test
    void showsItToNobodyOfOneOrganization() {
      new ApiClient(fixture.key(Scopes.ALL)).refused(PATH, 403, "permission_denied");
      ApiClient.problem(fixture.member(Role.OWNER).get(PATH), 403, "permission_denied");
    }

    @Test
    void asksForTheScope() {
      new ApiClient(fixture.tenantKey(Scopes.of(Scope.KEYS_READ)))
          .refused(PATH, 403, "insufficient_scope");
    }

    @Test
    void asksForTheTokenOfTheSession() {
      MemberClient forged = new MemberClient(owner.id(), owner.token(), "wrong");
      ApiClient.problem(forged.patch(PATH, "{\"active\":false}"), 403, "csrf_token_invalid");
      assertThat(tenant.read(PATH).path("active").asBoolean()).isTrue();
    }
  }
}
