package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects of the vault: pages of them, one of them, made, changed, archived; nobody else's. */
class VaultIT extends ServerIT {
  private static final String PATH = "/api/v2/vault/projects";
  private static final String SECONDS = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\+00:00";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  private static String path(Object id) {
    return PATH + "/" + id;
  }

  private JsonNode created(String body) {
    return created(owner, body);
  }

  private static JsonNode created(ApiClient client, String body) {
    HttpResponse<String> answer = client.post(PATH, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer);
  }

  private String id(String name) {
    return created(named(name)).path("id").asText();
  }

  private HttpResponse<String> archive(String id) {
    return owner.post(path(id) + "/archive", "");
  }

  private static JsonNode patched(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  private static List<String> names(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.path("data").forEach(project -> names.add(project.path("name").asText()));
    return names;
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Nested
  class Status200 {
    @Test
    void listsThemAsTheQuickstartDoes() {
      JsonNode made =
          created(
              """
              { "name": "Downtown Tower", "description": "Mixed-use high-rise.",
                "project_type": "commercial", "location": "Rotterdam" }
              """);
      HttpResponse<String> answer =
          get(PATH + "?limit=10", "Authorization", "Bearer " + owner.key());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              ("{\"data\":[{\"id\":\"%s\",\"name\":\"Downtown Tower\","
                      + "\"description\":\"Mixed-use high-rise.\",\"project_type\":\"commercial\","
                      + "\"status\":\"active\",\"created_at\":\"%s\"}],"
                      + "\"next_cursor\":null,\"has_more\":false}")
                  .formatted(made.path("id").asText(), made.path("created_at").asText()));
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void isAnEmptyPageWhereNothingIs() {
      assertThat(owner.get(PATH).body())
          .isEqualTo("{\"data\":[],\"next_cursor\":null,\"has_more\":false}");
    }

    @Test
    void readsAllThereIsOfOne() {
      JsonNode made = created(named("Bare"));
      String user = owner.read("/api/v2/me").path("user_id").asText();
      String time = made.path("created_at").asText();
      assertThat(time).matches(SECONDS);
      assertThat(OffsetDateTime.parse(time).toInstant())
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
      assertThat(owner.get(path(made.path("id").asText())).body())
          .isEqualTo(
              ApiClient.compact(
                  """
                  {
                    "id": "%s",
                    "name": "Bare",
                    "description": null,
                    "project_type": null,
                    "status": "active",
                    "created_at": "%s",
                    "tenant_id": "%s",
                    "owner_id": "%s",
                    "project_phase": null,
                    "location": null,
                    "updated_at": "%2$s"
                  }
                  """
                      .formatted(made.path("id").asText(), time, fixture.tenant, user)));
    }

    @ParameterizedTest
    @CsvSource({
      "'', 25", "?limit=0, 25", "?limit=-1, 25", "?limit=-99999999999999999999, 25",
      "?limit=1, 1", "?limit=99, 99", "?limit=100, 100", "?limit=101, 100",
      "?limit=99999999999999999999, 100"
    })
    void clampsTheLimit(String query, int rows) {
      Rows.projects(fixture.live, 102);
      JsonNode page = owner.read(PATH + query);
      assertThat(page.path("data")).hasSize(rows);
      assertThat(page.path("has_more").booleanValue()).isTrue();
      assertThat(page.path("next_cursor").isTextual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 21, 100})
    void returnsEachOnceNewestFirst(int limit) {
      Rows.projects(fixture.live, 21);
      List<UUID> expected =
          Rows.ids("select id from project where workspace_id = ? order by id desc", fixture.live);
      List<UUID> walked = new ArrayList<>();
      JsonNode page = owner.read(PATH + "?limit=" + limit);
      walked.addAll(ApiClient.ids(page.path("data")));
      while (page.path("has_more").booleanValue()) {
        assertThat(walked).hasSizeLessThan(expected.size());
        String cursor = page.path("next_cursor").textValue();
        page = owner.read(PATH + "?limit=" + limit + "&cursor=" + cursor);
        walked.addAll(ApiClient.ids(page.path("data")));
      }
      assertThat(page.get("next_cursor").isNull()).isTrue();
      assertThat(walked).isEqualTo(expected);
    }

    @Test
    void losesNobodyToWhatComesAndGoesDuringAWalk() {
      List<String> ids = new ArrayList<>();
      for (String name : List.of("one", "two", "three", "four")) {
        ids.add(id(name));
      }
      JsonNode first = owner.read(PATH + "?limit=2");
      assertThat(names(first)).containsExactly("four", "three");
      id("five");
      archive(ids.get(1));
      Fixture.run("delete from project where id = ?", UUID.fromString(ids.get(2)));
      JsonNode second =
          owner.read(PATH + "?limit=2&cursor=" + first.path("next_cursor").textValue());
      assertThat(names(second)).containsExactly("two", "one");
      assertThat(second.path("has_more").booleanValue()).isFalse();
    }

    @Test
    void listsThoseOfAStatus() {
      String old = id("old");
      id("new");
      archive(old);
      assertThat(names(owner.read(PATH))).containsExactly("new", "old");
      assertThat(names(owner.read(PATH + "?status=active"))).containsExactly("new");
      assertThat(names(owner.read(PATH + "?status=archived"))).containsExactly("old");
    }

    @Test
    void changesWhatTheBodyNames() {
      String id =
          created(
                  """
                  { "name": "Tower", "description": "Two\\nlines.", "project_type": "commercial",
                    "project_phase": "design", "location": "Porto" }
                  """)
              .path("id")
              .asText();
      JsonNode after = patched(owner.patch(path(id), "{\"name\":\" Bridge \",\"location\":null}"));
      assertThat(after.path("name").asText()).isEqualTo("Bridge");
      assertThat(after.get("location").isNull()).isTrue();
      assertThat(after.path("description").asText()).isEqualTo("Two\nlines.");
      assertThat(after.path("project_type").asText()).isEqualTo("commercial");
      assertThat(after.path("project_phase").asText()).isEqualTo("design");
      JsonNode bare =
          patched(
              owner.patch(
                  path(id), "{\"description\":null,\"project_type\":null,\"project_phase\":null}"));
      for (String member : List.of("description", "project_type", "project_phase", "location")) {
        assertThat(bare.get(member).isNull()).as(member).isTrue();
      }
      assertThat(owner.read(path(id))).isEqualTo(bare);
    }

    @Test
    void takesAMergePatchByItsOwnMediaType() {
      String id = id("Tower");
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(path(id)))
                  .headers("X-API-Key", owner.key())
                  .headers("Content-Type", "application/merge-patch+json")
                  .method("PATCH", BodyPublishers.ofString(named("Bridge"))));
      assertThat(patched(answer).path("name").asText()).isEqualTo("Bridge");
    }

    @Test
    void tellsWhenItWasLastChanged() {
      try (ServerClock clock = new ServerClock()) {
        JsonNode made = created(named("Tower"));
        String id = made.path("id").asText();
        clock.advance(Duration.ofHours(1));
        JsonNode same = patched(owner.patch(path(id), named("Tower")));
        assertThat(same).isEqualTo(made);
        assertThat(patched(owner.patch(path(id), "{}"))).isEqualTo(made);
        JsonNode changed = patched(owner.patch(path(id), named("Bridge")));
        assertThat(changed.path("created_at")).isEqualTo(made.path("created_at"));
        assertThat(hoursSince(made, changed)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        JsonNode archived = patched(archive(id));
        assertThat(hoursSince(made, archived)).isEqualTo(2);
        clock.advance(Duration.ofHours(1));
        assertThat(patched(archive(id))).isEqualTo(archived);
      }
    }

    private long hoursSince(JsonNode made, JsonNode then) {
      return Duration.between(
              OffsetDateTime.parse(made.path("created_at").asText()),
              OffsetDateTime.parse(then.path("updated_at").asText()))
          .toHours();
    }

    @Test
    void archivesOnceHoweverOften() {
      String id = id("Tower");
      JsonNode archived = patched(archive(id));
      assertThat(archived.path("status").asText()).isEqualTo("archived");
      HttpResponse<String> again = archive(id);
      assertThat(patched(again)).isEqualTo(archived);
      assertThat(tag(again)).isEqualTo(tag(owner.get(path(id))));
      assertThat(owner.read(path(id))).isEqualTo(archived);
    }

    @Test
    void keepsTheEnvironmentsApart() {
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      id("live");
      created(test, named("test"));
      assertThat(names(owner.read(PATH))).containsExactly("live");
      assertThat(names(test.read(PATH))).containsExactly("test");
      String reading = fixture.testKey(Scopes.of(Scope.VAULT_READ));
      HttpResponse<String> live = get(PATH, "X-API-Key", reading, "X-Environment", "live");
      assertThat(names(ApiClient.json(live))).containsExactly("live");
    }

    @Test
    void isForTheOrganizationThatAKeyOfTheTenantNames() {
      id("mine");
      Fixture sibling = fixture.sibling();
      String key = fixture.tenantKey(Scopes.ALL);
      assertThat(names(ApiClient.json(ofTenant(key, fixture)))).containsExactly("mine");
      assertThat(names(ApiClient.json(ofTenant(key, sibling)))).isEmpty();
    }

    private HttpResponse<String> ofTenant(String key, Fixture place) {
      return get(PATH, "X-API-Key", key, "X-Organization-Id", place.organization.toString());
    }

    @Test
    void tellsTheCostAndTheLimitsInTheHeadersOfTheVault() {
      String key = fixture.key(Scopes.ALL, "60;w=60");
      long before = Instant.now().getEpochSecond();
      HttpResponse<String> listed = get(PATH, "Authorization", "Bearer " + key);
      assertLimits(listed, "1", "59");
      assertThat(listed.headers().firstValueAsLong("X-RateLimit-Reset").orElseThrow())
          .isBetween(before + 59, Instant.now().getEpochSecond() + 62);
      ApiClient client = new ApiClient(key);
      HttpResponse<String> made = client.post(PATH, named("Tower"));
      assertLimits(made, "2", "57");
      String path = path(ApiClient.json(made).path("id").asText());
      assertLimits(client.get(path), "1", "56");
      assertLimits(client.patch(path, named("Bridge")), "2", "54");
      assertLimits(client.post(path + "/archive", ""), "2", "52");
      assertLimits(client.patch(path, named("Tower")), "2", "50");
      assertLimits(client.get(path(Fixture.id())), "1", "49");
      assertLimits(client.get("/api/v2/capabilities"), "1", "48");
    }

    private void assertLimits(HttpResponse<String> answer, String cost, String remaining) {
      assertThat(answer.headers().firstValue("X-RateLimit-Cost")).hasValue(cost);
      assertThat(answer.headers().firstValue("X-RateLimit-Limit")).hasValue("60");
      assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue(remaining);
      assertThat(answer.headers().map().keySet())
          .doesNotContain("ratelimit-limit", "ratelimit-policy", "retry-after");
    }
  }

  @Nested
  class Status201 {
    @Test
    void saysWhereTheProjectIs() {
      HttpResponse<String> answer =
          owner.post(PATH, "{\"name\":\" Downtown Tower \",\"project_type\":\"commercial\"}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode project = ApiClient.json(answer);
      assertThat(project.path("name").asText()).isEqualTo("Downtown Tower");
      String path = path(project.path("id").asText());
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(path);
      HttpResponse<String> read = owner.get(path);
      assertThat(read.body()).isEqualTo(answer.body());
      assertThat(tag(answer)).isEqualTo(tag(read));
    }

    @Test
    void makesOneForEachIdempotencyKey() {
      HttpResponse<String> first =
          owner.send("POST", PATH, named("Tower"), "Idempotency-Key", "create-tower-2026-04-08");
      HttpResponse<String> again =
          owner.send("POST", PATH, named("Tower"), "Idempotency-Key", "create-tower-2026-04-08");
      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("Location"))
          .isEqualTo(first.headers().firstValue("Location"));
      assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
      assertThat(names(owner.read(PATH))).containsExactly("Tower");
      ApiClient.problem(
          owner.send("POST", PATH, named("Other"), "Idempotency-Key", "create-tower-2026-04-08"),
          409,
          "idempotency_key_reused");
    }

    @Test
    void takesTheLongestOfEverything() {
      String wide = "\uD83C\uDFD7";
      JsonNode made =
          created(
              "{\"name\":\"%s\",\"description\":\"%s\",\"project_type\":\"%s\",\"project_phase\":\"%s\",\"location\":\"%s\"}"
                  .formatted(
                      wide.repeat(255),
                      wide.repeat(4000),
                      wide.repeat(64),
                      wide.repeat(64),
                      wide.repeat(255)));
      assertThat(owner.read(path(made.path("id").asText()))).isEqualTo(made);
      assertThat(made.path("description").asText()).isEqualTo(wide.repeat(4000));
    }

    @Test
    void belongsToTheServiceAccountOfWhoMadeIt() {
      String tenantKey = fixture.tenantKey(Scopes.ALL);
      String tenantUser =
          ApiClient.json(get("/api/v2/me", "X-API-Key", tenantKey)).path("user_id").asText();
      HttpResponse<String> made =
          new ApiClient(tenantKey)
              .send(
                  "POST",
                  PATH,
                  named("Tower"),
                  "X-Organization-Id",
                  fixture.organization.toString());
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      assertThat(ApiClient.json(made).path("owner_id").asText()).isEqualTo(tenantUser);
      JsonNode mine = created(new ApiClient(fixture.testKey(Scopes.ALL)), named("Bridge"));
      assertThat(mine.path("owner_id"))
          .isEqualTo(owner.read("/api/v2/me").path("user_id"))
          .isNotEqualTo(ApiClient.json(made).path("owner_id"));
    }
  }

  @Nested
  class Status304 {
    @Test
    void sparesWhoHasItAlready() {
      String path = path(id("Tower"));
      String tag = tag(owner.get(path));
      assertThat(get(path, "X-API-Key", owner.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null"})
    void refusesWhatIsNoObject(String body) {
      ProblemCheck.of(owner.post(PATH, body), 400, "malformed_request");
      ProblemCheck.of(owner.patch(path(id("Tower")), body), 400, "malformed_request");
      assertThat(names(owner.read(PATH + "?status=active"))).containsExactly("Tower");
    }
  }

  @Nested
  class Status403 {
    @Test
    void isTheProblemOfTheQuickstartToTheLetter() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.VAULT_READ)));
      HttpResponse<String> answer = reader.post(PATH, named("Tower"));
      JsonNode problem = ProblemCheck.of(answer, 403, "insufficient_scope");
      assertThat(answer.body())
          .isEqualTo(
              ("{\"type\":\"%s\",\"title\":\"Insufficient scope\",\"status\":403,"
                      + "\"detail\":\"API key is missing required scope: vault:write\","
                      + "\"code\":\"insufficient_scope\",\"missing_scopes\":[\"vault:write\"],"
                      + "\"instance\":\"%s\",\"request_id\":\"%s\"}")
                  .formatted(
                      uri("/errors/insufficient_scope"),
                      PATH,
                      problem.path("request_id").asText()));
      assertThat(answer.headers().firstValue("X-RateLimit-Cost")).hasValue("2");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"insufficient_scope\", scope=\"vault:write\"");
    }

    @Test
    void isForEveryOperationWithoutItsScope() {
      String id = id("Tower");
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.VAULT_READ)));
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.VAULT_WRITE)));
      writer.refused(PATH, 403, "insufficient_scope");
      writer.refused(path(id), 403, "insufficient_scope");
      ApiClient.problem(reader.post(PATH, named("x")), 403, "insufficient_scope");
      ApiClient.problem(reader.patch(path(id), named("x")), 403, "insufficient_scope");
      ApiClient.problem(reader.post(path(id) + "/archive", ""), 403, "insufficient_scope");
      assertThat(names(owner.read(PATH + "?status=active"))).containsExactly("Tower");
    }

    @Test
    void keepsATestKeyThatWritesOutOfTheLiveEnvironment() {
      String key = fixture.testKey(Scopes.ALL);
      ApiClient.problem(
          get(PATH, "X-API-Key", key, "X-Environment", "live"), 403, "permission_denied");
      ApiClient.problem(
          new ApiClient(key).send("POST", PATH, named("x"), "X-Environment", "live"),
          403,
          "permission_denied");
      assertThat(names(owner.read(PATH))).isEmpty();
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesWhatIsOfAnotherWorkspace() {
      String id = id("mine");
      String before = owner.get(path(id)).body();
      Fixture sibling = fixture.sibling();
      Fixture stranger = Fixture.create();
      Stream.of(fixture.testKey(Scopes.ALL), sibling.key(Scopes.ALL), stranger.key(Scopes.ALL))
          .map(ApiClient::new)
          .forEach(
              other -> {
                other.refused(path(id), 404, "not_found");
                ApiClient.problem(other.patch(path(id), named("x")), 404, "not_found");
                ApiClient.problem(other.post(path(id) + "/archive", ""), 404, "not_found");
                assertThat(names(other.read(PATH))).isEmpty();
              });
      assertThat(owner.get(path(id)).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "0190f7a4-7d1c-7000-8000-000000000000", "1"})
    void isForMalformedIdsAsForUnknownOnes(String id) {
      owner.refused(path(id), 404, "not_found");
      ApiClient.problem(owner.patch(path(id), named("x")), 404, "not_found");
      ApiClient.problem(owner.post(path(id) + "/archive", ""), 404, "not_found");
    }

    @Test
    void isForAnotherTenantsOrganization() {
      ApiClient.problem(
          get(
              PATH,
              "X-API-Key",
              fixture.tenantKey(Scopes.ALL),
              "X-Organization-Id",
              Fixture.create().organization.toString()),
          404,
          "not_found");
    }
  }

  @Nested
  class Status405 {
    @ParameterizedTest
    @CsvSource({"PUT, /x", "DELETE, /x", "DELETE, ''", "PATCH, ''", "POST, /x"})
    void namesWhatThereIsInstead(String method, String more) {
      HttpResponse<String> answer = owner.send(method, PATH + more, named("x"));
      ApiClient.problem(answer, 405, "method_not_allowed");
      assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }
  }

  @Nested
  class Status409 {
    @Test
    void keepsWhatIsArchived() {
      String id = id("Tower");
      String tag = tag(owner.get(path(id)));
      String archived = archive(id).body();
      ApiClient.problem(owner.patch(path(id), named("Bridge")), 409, "conflict");
      ApiClient.problem(owner.patch(path(id), "{}"), 409, "conflict");
      // What would be refused anyway is no matter of preconditions (RFC 9110, section 13.2.1).
      ApiClient.problem(
          owner.send("PATCH", path(id), named("Bridge"), "If-Match", tag), 409, "conflict");
      assertThat(owner.get(path(id)).body()).isEqualTo(archived);
    }
  }

  @Nested
  class Status412 {
    @Test
    void changesNothingThatIsNotAsTheClientKnowsIt() {
      String path = path(id("Tower"));
      String first = tag(owner.get(path));
      HttpResponse<String> changed = owner.send("PATCH", path, named("Bridge"), "If-Match", first);
      assertThat(changed.statusCode()).isEqualTo(200);
      HttpResponse<String> late = owner.send("PATCH", path, named("Depot"), "If-Match", first);
      ApiClient.problem(late, 412, "precondition_failed");
      assertThat(tag(late)).isEqualTo(tag(changed)).isEqualTo(tag(owner.get(path)));
      assertThat(owner.get(path).body()).isEqualTo(changed.body());
    }
  }

  @Nested
  class Status415 {
    @Test
    void isForWhatIsNoJson() {
      ApiClient.problem(
          send(
              HttpRequest.newBuilder(uri(PATH))
                  .headers("X-API-Key", owner.key(), "Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString(named("Tower")))),
          415,
          "unsupported_media_type");
    }
  }

  @Nested
  class Status422 {
    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          { "name": " ", "description": 7, "project_type": "", "project_phase": [],
            "location": "a\\tb", "status": "archived", "owner_id": "x", "id": "x",
            "tenant_id": "x", "workspace_id": "x", "created_at": "x" }
          """;
      JsonNode problem = ProblemCheck.of(owner.post(PATH, body), 422, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/name",
              "/description",
              "/project_type",
              "/project_phase",
              "/location",
              "/status",
              "/owner_id",
              "/id",
              "/tenant_id",
              "/workspace_id",
              "/created_at");
      assertThat(names(owner.read(PATH))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "name, 256",
      "description, 4001",
      "project_type, 65",
      "project_phase, 65",
      "location, 256"
    })
    void refusesWhatIsTooLong(String member, int length) {
      String id = id("Tower");
      String text = "\"" + member + "\":\"" + "x".repeat(length) + "\"";
      String rest = member.equals("name") ? "" : ",\"name\":\"Tower\"";
      for (HttpResponse<String> answer :
          List.of(
              owner.post(PATH, "{" + text + rest + "}"), owner.patch(path(id), "{" + text + "}"))) {
        assertThat(ApiClient.pointers(ApiClient.problem(answer, 422, "validation_error")))
            .containsExactly("/" + member);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"name\":null}",
          "{\"name\":\"\"}",
          "{\"name\":\"a\\u0000b\"}",
          "{\"name\":\"\\ud83c\"}",
          "{\"name\":\"\\u200b\"}",
          "{\"name\":\"a\",\"name\":\"b\"}"
        })
    void asksForAName(String body) {
      JsonNode problem = ApiClient.problem(owner.post(PATH, body), 422, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/name");
    }

    @Test
    void leavesTheNameAndWhatIsNoneOfItsMembersOutOfAPatch() {
      String id = id("Tower");
      for (String body :
          List.of("{\"name\":null}", "{\"status\":\"archived\"}", "{\"owner_id\":null}")) {
        ApiClient.problem(owner.patch(path(id), body), 422, "validation_error");
      }
      assertThat(names(owner.read(PATH + "?status=active"))).containsExactly("Tower");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "limit=ten",
          "limit=1.5",
          "limit=",
          "limit=1&limit=2",
          "status=deleted",
          "status=Active",
          "status=",
          "status=active&status=active",
          "cursor=a&cursor=b"
        })
    void refusesQueriesThatSayNothing(String query) {
      owner.refused(PATH + "?" + query, 422, "validation_error");
    }

    @Test
    void refusesCursorsOfAnotherListFilterOrHand() {
      Rows.projects(fixture.live, 3);
      Rows.projects(fixture.test, 3);
      fixture.product(fixture.live, "A hat", 1);
      fixture.product(fixture.live, "Another", 1);
      String cursor = owner.read(PATH + "?limit=1").path("next_cursor").textValue();
      String filtered = owner.read(PATH + "?limit=1&status=active").path("next_cursor").textValue();
      String product = owner.read("/v1/products?limit=1").at("/pagination/nextCursor").textValue();
      String test =
          new ApiClient(fixture.testKey(Scopes.ALL))
              .read(PATH + "?limit=1")
              .path("next_cursor")
              .textValue();
      Stream<String> misused =
          Stream.of(
              "cursor=" + cursor + "&status=active",
              "cursor=" + filtered,
              "cursor=" + filtered + "&status=archived",
              "cursor=" + product,
              "cursor=" + test,
              "cursor=" + tampered(cursor),
              "cursor=" + cursor + "A",
              "cursor=",
              "cursor=%20",
              "cursor=" + "A".repeat(2000));
      misused.forEach(query -> owner.refused(PATH + "?" + query, 422, "invalid_cursor"));
      assertThat(owner.read(PATH + "?cursor=" + cursor + "&limit=2").path("data")).hasSize(2);
    }

    private String tampered(String cursor) {
      char other = cursor.charAt(20) == 'A' ? 'B' : 'A';
      return cursor.substring(0, 20) + other + cursor.substring(21);
    }

    @Test
    void asksKeysOfTheTenantWhichOrganizationIsMeant() {
      ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
      for (HttpResponse<String> answer :
          Arrays.asList(tenant.get(PATH), tenant.post(PATH, named("Tower")))) {
        assertThat(ApiClient.pointers(ApiClient.problem(answer, 422, "validation_error")))
            .containsExactly("X-Organization-Id");
      }
    }
  }

  @Nested
  class Status429 {
    @Test
    void countsTheUnitsOfAWrite() {
      ApiClient limited = new ApiClient(fixture.key(Scopes.ALL, "5;w=60"));
      created(limited, named("one"));
      created(limited, named("two"));
      HttpResponse<String> refused = limited.post(PATH, named("three"));
      ApiClient.problem(refused, 429, "rate_limited");
      assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).hasValue("1");
      assertThat(refused.headers().firstValue("X-RateLimit-Cost")).hasValue("2");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(names(limited.read(PATH))).containsExactly("two", "one");
    }
  }

  @Nested
  class Races {
    @Test
    void changeNothingAfterTheArchiving() throws Exception {
      for (int round = 0; round < 20; round++) {
        String id = id("Round " + round);
        List<HttpResponse<String>> answers =
            Threads.run(
                6,
                i -> () -> i % 3 == 0 ? archive(id) : owner.patch(path(id), named("Patch " + i)));
        JsonNode last = owner.read(path(id));
        assertThat(last.path("status").asText()).isEqualTo("archived");
        List<JsonNode> archivings =
            IntStream.of(0, 3).mapToObj(answers::get).map(ApiClient::json).toList();
        assertThat(archivings).containsOnly(last);
        assertThat(answers).allMatch(it -> it.statusCode() == 200 || it.statusCode() == 409);
      }
    }

    @Test
    void letOneOfThoseWhoKnowTheSameChangeIt() throws Exception {
      String path = path(id("Tower"));
      for (int round = 0; round < 20; round++) {
        String tag = tag(owner.get(path));
        String name = "Round " + round + " of ";
        List<Integer> statuses =
            Threads.run(
                4,
                i ->
                    () -> owner.send("PATCH", path, named(name + i), "If-Match", tag).statusCode());
        assertThat(statuses).containsOnly(200, 412);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
      }
    }
  }
}
