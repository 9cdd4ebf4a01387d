package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches the whole tenant founds and changes its organizations; nobody sees another's. */
class OrganizationsIT extends ServerIT {
  private static final String PATH = "/v1/organizations";
  private static final String SMALLEST = "{\"name\":\"Cinder Row\",\"email\":\"row@example.com\"}";

  private final Fixture fixture = Fixture.create();
  private final ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);
  private final String own = PATH + "/" + fixture.organization;

  private static JsonNode created(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer);
  }

  private static JsonNode changed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  private static long audited(UUID tenant) {
    return Rows.ids("select id from audit_event where tenant_id = ?", tenant).size();
  }

  @Nested
  class Status200 {
    @Test
    void showsAnOrganization() {
      JsonNode organization = tenant.read(own);
      assertThat(organization.toString().replaceAll("\"createdAt\":\"[^\"]*Z\"", "CREATED"))
          .isEqualTo(
              ("{\"id\":\"%s\",\"tenantId\":\"%s\",\"name\":\"An organization\","
                      + "\"email\":\"owner@example.com\",\"timezone\":\"UTC\",\"active\":true,CREATED,"
                      + "\"keyPolicy\":{\"maxActiveKeys\":5,\"lifetimeDays\":null,"
                      + "\"renewWithinDays\":null,\"revealable\":false}}")
                  .formatted(fixture.organization, fixture.tenant));
      assertThat(owner.read(own)).isEqualTo(organization);
    }

    @Test
    void listsThemOldestFirstAndNobodyElses() {
      Fixture second = fixture.sibling();
      Fixture third = fixture.sibling();
      Fixture.create();
      JsonNode page = tenant.read(PATH + "?limit=2");
      assertThat(ApiClient.ids(page.path("data")))
          .containsExactly(fixture.organization, second.organization);
      String next = page.at("/pagination/nextCursor").textValue();
      assertThat(ApiClient.ids(tenant.read(PATH + "?limit=2&cursor=" + next).path("data")))
          .containsExactly(third.organization);
      assertThat(owner.read(PATH).path("data")).hasSize(3);
    }

    @Test
    void letsViewersAndAdminsOfTheTenantLook() {
      for (Role role : List.of(Role.VIEWER, Role.ADMIN)) {
        assertThat(fixture.tenantMember(role).read(PATH).path("data")).hasSize(1);
      }
    }

    @Test
    void changesOnlyWhatThePatchNames() {
      JsonNode before = tenant.read(own);
      JsonNode after = changed(tenant.patch(own, "{\"name\":\"  Renamed  \"}"));
      assertThat(after.path("name").asText()).isEqualTo("Renamed");
      assertThat(((com.fasterxml.jackson.databind.node.ObjectNode) after).put("name", "x"))
          .isEqualTo(((com.fasterxml.jackson.databind.node.ObjectNode) before).put("name", "x"));
    }

    @Test
    void changesEveryMember() {
      String patch =
          "{\"name\":\"N\",\"email\":\"n@example.org\",\"timezone\":\"Europe/Berlin\",\"active\":false,"
              + "\"keyPolicy\":{\"maxActiveKeys\":1000,\"lifetimeDays\":3650,\"renewWithinDays\":365,"
              + "\"revealable\":true}}";
      JsonNode after = changed(owner.patch(own, patch));
      JsonNode sent = ApiClient.json(patch);
      sent.fieldNames()
          .forEachRemaining(name -> assertThat(after.path(name)).isEqualTo(sent.path(name)));
      assertThat(tenant.read(own)).isEqualTo(after);
    }

    @Test
    void takesAMergePatchByItsOwnName() {
      HttpResponse<String> answer =
          send(
              java.net.http.HttpRequest.newBuilder(uri(own))
                  .headers(
                      "X-API-Key", tenant.key(), "Content-Type", "application/merge-patch+json")
                  .method(
                      "PATCH",
                      java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\":\"M\"}")));
      assertThat(changed(answer).path("name").asText()).isEqualTo("M");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"keyPolicy\":null}",
          "{\"keyPolicy\":{\"maxActiveKeys\":null,\"lifetimeDays\":null,\"renewWithinDays\":null,"
              + "\"revealable\":null}}"
        })
    void takesThePolicyBackToItsDefaults(String reset) {
      changed(
          owner.patch(
              own,
              "{\"keyPolicy\":{\"maxActiveKeys\":7,\"lifetimeDays\":9,\"renewWithinDays\":8,"
                  + "\"revealable\":true}}"));
      assertThat(changed(tenant.patch(own, reset)).path("keyPolicy").toString())
          .isEqualTo(
              "{\"maxActiveKeys\":5,\"lifetimeDays\":null,\"renewWithinDays\":null,"
                  + "\"revealable\":false}");
    }

    @Test
    void showsTheTenantsLimitWhereItHasNoneOfItsOwn() {
      changed(owner.patch("/v1/tenant", "{\"keyPolicy\":{\"maxActiveKeys\":42}}"));
      assertThat(tenant.read(own).at("/keyPolicy/maxActiveKeys").asInt()).isEqualTo(42);
      changed(tenant.patch(own, "{\"keyPolicy\":{\"maxActiveKeys\":3}}"));
      assertThat(tenant.read(PATH).at("/data/0/keyPolicy/maxActiveKeys").asInt()).isEqualTo(3);
    }

    @Test
    void writesDownWhatChangedAndNothingElse() {
      changed(tenant.patch(own, "{\"name\":\"New\",\"keyPolicy\":{\"lifetimeDays\":30}}"));
      JsonNode event = tenant.read("/v1/audit-events").at("/data/0");
      assertThat(event.path("action").asText()).isEqualTo("organization.updated");
      assertThat(event.path("changes").toString())
          .isEqualTo(
              "{\"name\":{\"before\":\"An organization\",\"after\":\"New\"},"
                  + "\"keyPolicy.lifetimeDays\":{\"before\":null,\"after\":30}}");
      assertThat(event.path("organizationId").asText()).isEqualTo(fixture.organization.toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"name\":\"An organization\"}",
          "{\"name\":\" An organization \",\"active\":true,\"keyPolicy\":{}}",
          "{\"keyPolicy\":null}"
        })
    void writesNothingDownWhereNothingChanges(String patch) {
      changed(tenant.patch(own, patch));
      assertThat(audited(fixture.tenant)).isZero();
    }

    @Test
    void forgetsKeptKeysWhenTheyMayNotBeRevealedAnyMore() {
      changed(owner.patch(own, "{\"keyPolicy\":{\"revealable\":true}}"));
      Fixture sibling = fixture.sibling();
      String kept = fixture.key(Scopes.ALL);
      String once = fixture.key(Scopes.ALL);
      String others = sibling.key(Scopes.ALL);
      for (String key : List.of(kept, once, others)) {
        Fixture.run(
            "update api_key set sealed = x'00', reveal_once = ? where id = ?",
            key.equals(once),
            Fixture.idOf(key));
      }
      changed(tenant.patch(own, "{\"keyPolicy\":{\"revealable\":false}}"));
      assertThat(
              Rows.ids(
                  "select id from api_key where tenant_id = ? and sealed is not null order by id",
                  fixture.tenant))
          .containsExactlyInAnyOrder(Fixture.idOf(once), Fixture.idOf(others));
    }
  }

  @Nested
  class Status201 {
    @Test
    void foundsAnOrganizationAsTheBodySays() {
      HttpResponse<String> answer =
          owner.post(
              PATH,
              "{\"name\":\" Cinder & Row \",\"email\":\"row@example.com\","
                  + "\"timezone\":\"America/Argentina/Ushuaia\",\"keyPolicy\":{\"maxActiveKeys\":1,"
                  + "\"lifetimeDays\":365,\"renewWithinDays\":30,\"revealable\":true}}");
      JsonNode organization = created(answer);
      assertThat(organization.path("name").asText()).isEqualTo("Cinder & Row");
      assertThat(organization.path("timezone").asText()).isEqualTo("America/Argentina/Ushuaia");
      assertThat(organization.path("tenantId").asText()).isEqualTo(fixture.tenant.toString());
      assertThat(organization.path("keyPolicy").toString())
          .isEqualTo(
              "{\"maxActiveKeys\":1,\"lifetimeDays\":365,\"renewWithinDays\":30,"
                  + "\"revealable\":true}");
      String location = answer.headers().firstValue("Location").orElseThrow();
      assertThat(location).isEqualTo(uri(PATH + "/" + organization.path("id").asText()).toString());
      assertThat(tenant.read(java.net.URI.create(location).getPath())).isEqualTo(organization);
    }

    @Test
    void takesTheDefaultsForWhatIsAbsentOrNull() {
      JsonNode one = created(tenant.post(PATH, SMALLEST));
      JsonNode other =
          created(
              tenant.post(
                  PATH,
                  SMALLEST.replace(
                      "}",
                      ",\"timezone\":null,\"keyPolicy\":{\"maxActiveKeys\":null,\"revealable\":null}}")));
      for (JsonNode organization : List.of(one, other)) {
        assertThat(organization.path("timezone").asText()).isEqualTo("UTC");
        assertThat(organization.path("active").asBoolean()).isTrue();
        assertThat(organization.path("keyPolicy").toString())
            .isEqualTo(
                "{\"maxActiveKeys\":5,\"lifetimeDays\":null,\"renewWithinDays\":null,"
                    + "\"revealable\":false}");
      }
    }

    @Test
    void givesItBothWorkspacesAndNothingInThem() {
      String id = created(tenant.post(PATH, SMALLEST)).path("id").asText();
      for (String environment : List.of("live", "test")) {
        String key =
            fixture.key(
                Fixture.id(),
                Environment.byName(environment).orElseThrow(),
                null,
                Scopes.ALL,
                "1000000;w=60",
                null);
        String[] to = {"X-API-Key", key, "X-Organization-Id", id};
        assertThat(ApiClient.json(get("/v1/products", to)).path("data")).isEmpty();
        ApiClient.problem(get("/v1/store", to), 404, "not_found");
        String body =
            "{\"name\":\"%s\",\"ownerUuid\":\"%s\",\"ownerUsername\":\"aether.ash\"}"
                .formatted(environment, fixture.tenant);
        assertThat(new ApiClient(key).send("PUT", "/v1/store", body, "X-Organization-Id", id))
            .extracting(HttpResponse::statusCode)
            .isEqualTo(200);
        assertThat(ApiClient.json(get("/v1/store", to)).path("name").asText())
            .isEqualTo(environment);
      }
      UUID organization = UUID.fromString(id);
      assertThat(Rows.ids("select id from workspace where organization_id = ?", organization))
          .hasSize(2);
      assertThat(Rows.ids("select id from api_key where organization_id = ?", organization))
          .isEmpty();
    }

    @Test
    void writesItDown() {
      String id = created(tenant.post(PATH, SMALLEST)).path("id").asText();
      JsonNode event = tenant.read("/v1/audit-events").at("/data/0");
      assertThat(event.path("action").asText()).isEqualTo("organization.created");
      assertThat(event.at("/target").toString())
          .isEqualTo("{\"type\":\"organization\",\"id\":\"" + id + "\"}");
      assertThat(event.at("/actor/type").asText()).isEqualTo("api_key");
      assertThat(event.at("/changes/name").toString())
          .isEqualTo("{\"before\":null,\"after\":\"Cinder Row\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"UTC", "Z", "GMT", "Europe/Berlin", "Asia/Kathmandu", "+02:00", "EST5EDT"})
    void takesTimeZones(String timezone) {
      JsonNode organization =
          created(tenant.post(PATH, SMALLEST.replace("}", ",\"timezone\":\"" + timezone + "\"}")));
      assertThat(organization.path("timezone").asText()).isEqualTo(timezone);
    }
  }

  @Nested
  class Status400 {
    @Test
    void asksForWhatIsRequired() {
      JsonNode problem = ApiClient.problem(tenant.post(PATH, "{}"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactlyInAnyOrder("/name", "/email");
    }

    @Test
    void namesEveryViolationAtOnce() {
      String body =
          "{\"name\":\"  \",\"email\":\"nobody\",\"timezone\":\"Mars/Olympus\",\"active\":true,"
              + "\"keyPolicy\":{\"maxActiveKeys\":0,\"lifetimeDays\":3651,\"renewWithinDays\":\"5\","
              + "\"revealable\":1,\"colour\":2}}";
      JsonNode problem = ApiClient.problem(tenant.post(PATH, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/name",
              "/email",
              "/timezone",
              "/active",
              "/keyPolicy/maxActiveKeys",
              "/keyPolicy/lifetimeDays",
              "/keyPolicy/renewWithinDays",
              "/keyPolicy/revealable",
              "/keyPolicy/colour");
      assertThat(tenant.read(PATH).path("data")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/name | {\"name\":null}",
          "/name | {\"name\":\"\"}",
          "/name | {\"name\":5}",
          "/name | {\"name\":\"a\\u0000b\"}",
          "/email | {\"email\":null}",
          "/email | {\"email\":\"a b@example.com\"}",
          "/email | {\"email\":\"a@b@example.com\"}",
          "/email | {\"email\":\"@example.com\"}",
          "/email | {\"email\":\"a@\"}",
          "/email | {\"email\":\"a\\u200b@example.com\"}",
          "/email | {\"email\":\"a\\ud83d@example.com\"}",
          "/timezone | {\"timezone\":null}",
          "/timezone | {\"timezone\":\"\"}",
          "/timezone | {\"timezone\":\"europe/berlin\"}",
          "/timezone | {\"timezone\":\"+2\"}",
          "/timezone | {\"timezone\":\"Europe/Berlin \"}",
          "/active | {\"active\":null}",
          "/active | {\"active\":\"false\"}",
          "/keyPolicy | {\"keyPolicy\":5}",
          "/keyPolicy/maxActiveKeys | {\"keyPolicy\":{\"maxActiveKeys\":1001}}",
          "/keyPolicy/maxActiveKeys | {\"keyPolicy\":{\"maxActiveKeys\":0}}",
          "/keyPolicy/maxActiveKeys | {\"keyPolicy\":{\"maxActiveKeys\":1.0}}",
          "/keyPolicy/lifetimeDays | {\"keyPolicy\":{\"lifetimeDays\":0}}",
          "/keyPolicy/lifetimeDays | {\"keyPolicy\":{\"lifetimeDays\":3651}}",
          "/keyPolicy/renewWithinDays | {\"keyPolicy\":{\"renewWithinDays\":0}}",
          "/keyPolicy/renewWithinDays | {\"keyPolicy\":{\"renewWithinDays\":366}}",
          "/keyPolicy/renewWithinDays | {\"keyPolicy\":{\"renewWithinDays\":9,\"lifetimeDays\":9}}",
          "/keyPolicy/revealable | {\"keyPolicy\":{\"revealable\":\"true\"}}",
          "/id | {\"id\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\"}",
          "/tenantId | {\"tenantId\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\"}",
          "/createdAt | {\"createdAt\":\"2026-04-01T00:00:00Z\"}"
        })
    void pointsToTheMemberOfAPatch(String pointer, String patch) {
      JsonNode before = tenant.read(own);
      JsonNode problem = ApiClient.problem(tenant.patch(own, patch), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      assertThat(tenant.read(own)).isEqualTo(before);
    }

    @Test
    void boundsNamesAndAddresses() {
      String email = "e".repeat(242) + "@example.com";
      assertThat(
              changed(
                      tenant.patch(
                          own,
                          "{\"name\":\"" + "n".repeat(128) + "\",\"email\":\"" + email + "\"}"))
                  .path("email")
                  .asText())
          .isEqualTo(email);
      JsonNode problem =
          ApiClient.problem(
              tenant.patch(
                  own, "{\"name\":\"" + "n".repeat(129) + "\",\"email\":\"e" + email + "\"}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactlyInAnyOrder("/name", "/email");
    }

    @Test
    void weighsRenewalAgainstTheLifeThatIsThereAlready() {
      changed(tenant.patch(own, "{\"keyPolicy\":{\"lifetimeDays\":30,\"renewWithinDays\":29}}"));
      JsonNode later =
          ApiClient.problem(
              tenant.patch(own, "{\"keyPolicy\":{\"renewWithinDays\":30}}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(later)).containsExactly("/keyPolicy/renewWithinDays");
      JsonNode shorter =
          ApiClient.problem(
              tenant.patch(own, "{\"keyPolicy\":{\"lifetimeDays\":29}}"), 400, "validation_error");
      assertThat(ApiClient.pointers(shorter)).containsExactly("/keyPolicy/lifetimeDays");
      changed(tenant.patch(own, "{\"keyPolicy\":{\"lifetimeDays\":null,\"renewWithinDays\":300}}"));
    }

    @Test
    void boundsTheLimitOfAPage() {
      JsonNode problem = tenant.refused(PATH + "?limit=0", 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("limit");
      tenant.refused(PATH + "?cursor=abc", 400, "invalid_cursor");
    }

    @Test
    void refusesACursorOfAnotherTenant() {
      fixture.sibling();
      String next = tenant.read(PATH + "?limit=1").at("/pagination/nextCursor").textValue();
      ApiClient stranger = new ApiClient(Fixture.create().tenantKey(Scopes.ALL));
      stranger.refused(PATH + "?limit=1&cursor=" + next, 400, "invalid_cursor");
    }
  }

  @Nested
  class Status403 {
    @Test
    void refusesEverybodyOfOneOrganization() {
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      key.refused(PATH, 403, "permission_denied");
      key.refused(own, 403, "permission_denied");
      ApiClient.problem(key.post(PATH, SMALLEST), 403, "permission_denied");
      ApiClient.problem(key.patch(own, "{\"name\":\"Mine\"}"), 403, "permission_denied");
      MemberClient member = fixture.member(Role.OWNER);
      ApiClient.problem(member.get(PATH), 403, "permission_denied");
      ApiClient.problem(member.get(own), 403, "permission_denied");
      ApiClient.problem(member.post(PATH, SMALLEST), 403, "permission_denied");
      ApiClient.problem(member.patch(own, "{\"active\":false}"), 403, "permission_denied");
      assertThat(audited(fixture.tenant)).isZero();
    }

    @Test
    void readingDoesNotIncludeWriting() {
      ApiClient reader = new ApiClient(fixture.tenantKey(Scopes.of(Scope.ORGANIZATIONS_READ)));
      ApiClient.problem(reader.post(PATH, SMALLEST), 403, "insufficient_scope");
      ApiClient.problem(reader.patch(own, "{}"), 403, "insufficient_scope");
      ApiClient writer = new ApiClient(fixture.tenantKey(Scopes.of(Scope.ORGANIZATIONS_WRITE)));
      writer.refused(PATH, 403, "insufficient_scope");
      writer.refused(own, 403, "insufficient_scope");
    }

    @Test
    void letsNeitherAdminsNorViewersChangeAnything() {
      for (Role role : List.of(Role.ADMIN, Role.VIEWER)) {
        MemberClient member = fixture.tenantMember(role);
        ApiClient.problem(member.post(PATH, SMALLEST), 403, "insufficient_scope");
        ApiClient.problem(member.patch(own, "{}"), 403, "insufficient_scope");
      }
    }

    @Test
    void letsNoKeyMakeKeysRevealable() {
      String revealable = "{\"keyPolicy\":{\"revealable\":true}}";
      ApiClient.problem(tenant.patch(own, revealable), 403, "permission_denied");
      ApiClient.problem(
          tenant.post(PATH, SMALLEST.replace("}", ",\"keyPolicy\":{\"revealable\":true}}")),
          403,
          "permission_denied");
      assertThat(tenant.read(PATH).path("data")).hasSize(1);
      assertThat(audited(fixture.tenant)).isZero();
      changed(owner.patch(own, revealable));
      // What is so already, a key may say again.
      assertThat(changed(tenant.patch(own, revealable)).at("/keyPolicy/revealable").asBoolean())
          .isTrue();
    }

    @Test
    void asksForTheTokenOfTheSession() {
      HttpResponse<String> answer =
          new MemberClient(owner.id(), owner.token(), "wrong").post(PATH, SMALLEST);
      ApiClient.problem(answer, 403, "csrf_token_invalid");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "0190f7a4-7d1c-7000-8000-00000000000", "null"})
    void knowsNoMalformedId(String id) {
      tenant.refused(PATH + "/" + id, 404, "not_found");
      ApiClient.problem(tenant.patch(PATH + "/" + id, "{\"active\":false}"), 404, "not_found");
    }

    @Test
    void hidesTheOrganizationsOfOtherTenants() {
      Fixture stranger = Fixture.create();
      String foreign = PATH + "/" + stranger.organization;
      String unknown = PATH + "/" + Fixture.id();
      for (String path : List.of(foreign, unknown)) {
        tenant.refused(path, 404, "not_found");
        ApiClient.problem(tenant.patch(path, "{\"active\":false}"), 404, "not_found");
        ApiClient.problem(owner.patch(path, "{\"active\":false}"), 404, "not_found");
      }
      assertThat(audited(stranger.tenant)).isZero();
      assertThat(call(stranger.key(Scopes.ALL)).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> call(String key) {
    return get("/v1/loyalty/tiers", "X-API-Key", key, "X-Forwarded-For", Addresses.fresh());
  }

  @Nested
  class Disabling {
    private static final int ROUNDS = Rounds.of(200);
    private static final int OTHERS = 3;

    private final String key = fixture.key(Scopes.ALL);
    private final String testKey = fixture.testKey(Scopes.ALL);
    private final MemberClient member = fixture.member(Role.OWNER);
    private final Fixture sibling = fixture.sibling();
    private final String siblingKey = sibling.key(Scopes.ALL);

    @Test
    void isInForceOnTheVeryNextRequestAndSoIsEnabling() throws Exception {
      AtomicBoolean over = new AtomicBoolean();
      Threads.run(
          OTHERS + 1, thread -> () -> thread == 0 ? switchOnAndOff(over) : keepAsking(over));
    }

    private Void switchOnAndOff(AtomicBoolean over) {
      try {
        for (int round = 0; round < ROUNDS; round++) {
          changed(tenant.patch(own, "{\"active\":false}"));
          for (String refused : List.of(key, testKey)) {
            ApiClient.problem(call(refused), 401, "user_inactive");
          }
          ApiClient.problem(member.get("/v1/loyalty/tiers"), 401, "user_inactive");
          ApiClient.problem(
              get(
                  "/v1/loyalty/tiers",
                  "X-API-Key",
                  tenant.key(),
                  "X-Organization-Id",
                  fixture.organization.toString()),
              404,
              "not_found");
          assertThat(call(siblingKey).statusCode()).isEqualTo(200);
          changed(tenant.patch(own, "{\"active\":true}"));
          assertThat(call(key).statusCode()).isEqualTo(200);
          assertThat(call(testKey).statusCode()).isEqualTo(200);
          assertThat(member.get("/v1/loyalty/tiers").statusCode()).isEqualTo(200);
        }
        return null;
      } finally {
        over.set(true);
      }
    }

    // The key's record is read and kept anew all the while.
    private Void keepAsking(AtomicBoolean over) {
      List<Integer> statuses = new ArrayList<>();
      while (!over.get()) {
        statuses.add(call(key).statusCode());
      }
      assertThat(statuses).isNotEmpty().allMatch(status -> status == 200 || status == 401);
      return null;
    }
  }

  @Nested
  class AtOnce {
    private static final int THREADS = 8;
    private static final int CHANGES = 25;

    @Test
    void patchesOfDifferentMembersAllGetTheirWay() throws Exception {
      List<String> members =
          List.of(
              "{\"name\":\"N%d\"}",
              "{\"email\":\"e%d@example.com\"}",
              "{\"keyPolicy\":{\"maxActiveKeys\":1%d}}",
              "{\"keyPolicy\":{\"lifetimeDays\":1%d}}");
      Threads.run(
          THREADS,
          thread ->
              () -> {
                for (int i = 0; i < CHANGES; i++) {
                  changed(tenant.patch(own, members.get(thread % 4).formatted(i)));
                }
                return null;
              });
      JsonNode organization = tenant.read(own);
      int last = CHANGES - 1;
      assertThat(organization.path("name").asText()).startsWith("N");
      assertThat(organization.path("email").asText()).matches("e\\d+@example.com");
      assertThat(organization.at("/keyPolicy/maxActiveKeys").asInt()).isBetween(10, 100 + last);
      assertThat(organization.at("/keyPolicy/lifetimeDays").asInt()).isBetween(10, 100 + last);
    }
  }
}
