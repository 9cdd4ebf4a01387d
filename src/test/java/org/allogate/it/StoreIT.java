package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One store a workspace: read as the quickstart prints it, described by one whole body. */
class StoreIT extends ServerIT {
  private static final String QUICKSTART =
      """
      {
        "id": "%s",
        "name": "Aether & Ash",
        "logo": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
        "blogListed": true,
        "applicationOpen": false,
        "bonus": { "baseBonus": 0, "groupBonus": 5 },
        "locationSlUrl": "http://maps.secondlife.com/secondlife/Aether/128/64/22",
        "ownerUuid": "a1b2c3d4-e5f6-4789-9abc-def012345678",
        "ownerUsername": "aether.ash"
      }
      """;
  private static final String OWNER = "a1b2c3d4-e5f6-4789-9abc-def012345678";
  private static final String SMALLEST =
      "{\"name\":\"%s\",\"ownerUuid\":\"" + OWNER + "\",\"ownerUsername\":\"aether.ash\"}";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String with(String members) {
    return SMALLEST.formatted("A store").replace("}", "," + members + "}");
  }

  @Nested
  class Status200 {
    @Test
    void readsTheMembersInTheOrderOfTheQuickstart() {
      UUID id = Fixture.id();
      Fixture.run(
          "insert into store values (?, ?, 'Aether & Ash', ?, true, false, 0, 5, ?, ?, ?)",
          id,
          fixture.live,
          UUID.fromString("0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04"),
          "http://maps.secondlife.com/secondlife/Aether/128/64/22",
          UUID.fromString(OWNER),
          "aether.ash");
      HttpResponse<String> answer = owner.get("/v1/store");
      assertThat(answer.body()).isEqualTo(ApiClient.compact(QUICKSTART.formatted(id)));
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void readsAMissingLogoAsNullAndAMissingLocationAsEmpty() {
      fixture.store(fixture.live, "A store");
      assertThat(owner.get("/v1/store").body())
          .contains("\"logo\":null")
          .contains("\"locationSlUrl\":\"\"");
    }

    @Test
    void createsThenReplacesTheWholeStore() {
      String first =
          """
          {
            "name": "First",
            "logo": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
            "blogListed": true,
            "applicationOpen": true,
            "bonus": { "baseBonus": 1, "groupBonus": 2 },
            "locationSlUrl": "http://example.com",
            "ownerUuid": "a1b2c3d4-e5f6-4789-9abc-def012345678",
            "ownerUsername": "first.owner"
          }
          """;
      HttpResponse<String> created = owner.put("/v1/store", first);
      assertThat(created.statusCode()).isEqualTo(200);
      String id = ApiClient.json(created).path("id").asText();
      assertThat(created.body())
          .isEqualTo("{\"id\":\"" + id + "\"," + ApiClient.compact(first).substring(1));
      assertThat(owner.get("/v1/store").body()).isEqualTo(created.body());

      HttpResponse<String> replaced = owner.put("/v1/store", SMALLEST.formatted("Second"));
      assertThat(replaced.body())
          .isEqualTo(
              "{\"id\":\""
                  + id
                  + "\",\"name\":\"Second\",\"logo\":null,\"blogListed\":false,"
                  + "\"applicationOpen\":false,\"bonus\":{\"baseBonus\":0,\"groupBonus\":0},"
                  + "\"locationSlUrl\":\"\",\"ownerUuid\":\""
                  + OWNER
                  + "\",\"ownerUsername\":\"aether.ash\"}");
      assertThat(owner.get("/v1/store").body()).isEqualTo(replaced.body());
    }

    @Test
    void takesNullForAbsent() {
      String nulls =
          with(
              "\"logo\":null,\"blogListed\":null,\"applicationOpen\":null,\"bonus\":null,"
                  + "\"locationSlUrl\":null");
      assertThat(owner.put("/v1/store", nulls).body())
          .isEqualTo(owner.put("/v1/store", SMALLEST.formatted("A store")).body());
      assertThat(
              owner
                  .put("/v1/store", with("\"bonus\":{\"baseBonus\":null,\"groupBonus\":7}"))
                  .body())
          .contains("\"bonus\":{\"baseBonus\":0,\"groupBonus\":7}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100})
    void takesBonusesWithinBounds(int percent) {
      String body = with("\"bonus\":{\"baseBonus\":%d,\"groupBonus\":%<d}".formatted(percent));
      assertThat(owner.put("/v1/store", body).body())
          .contains("\"bonus\":{\"baseBonus\":%d,\"groupBonus\":%<d}".formatted(percent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\uD83C\uDFA9", "\u00e9", "\u4e2d", " "})
    void countsCharactersAndKeepsThem(String character) {
      String name = character.repeat(128);
      String url = character.repeat(255);
      HttpResponse<String> answer =
          owner.put(
              "/v1/store",
              SMALLEST
                  .formatted(name)
                  .replace("aether.ash", character.repeat(64))
                  .replace("}", ",\"locationSlUrl\":\"" + url + "\"}"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode store = owner.read("/v1/store");
      assertThat(store.path("name").asText()).isEqualTo(name);
      assertThat(store.path("locationSlUrl").asText()).isEqualTo(url);
      assertThat(store.path("ownerUsername").asText()).isEqualTo(character.repeat(64));
    }

    @Test
    void keepsTheWorkspacesApart() {
      Fixture sibling = fixture.sibling();
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      ApiClient other = new ApiClient(sibling.key(Scopes.ALL));
      owner.put("/v1/store", SMALLEST.formatted("Live"));
      test.put("/v1/store", SMALLEST.formatted("Test"));
      other.put("/v1/store", SMALLEST.formatted("Sibling"));
      assertThat(owner.read("/v1/store").path("name").asText()).isEqualTo("Live");
      assertThat(test.read("/v1/store").path("name").asText()).isEqualTo("Test");
      assertThat(other.read("/v1/store").path("name").asText()).isEqualTo("Sibling");
    }

    @Test
    void letsATenantKeyNameTheOrganization() {
      Fixture sibling = fixture.sibling();
      fixture.store(fixture.live, "One");
      sibling.store(sibling.live, "Other");
      String key = fixture.tenantKey(Scopes.ALL);
      assertThat(storeOf(key, fixture.organization)).contains("\"name\":\"One\"");
      assertThat(storeOf(key, sibling.organization)).contains("\"name\":\"Other\"");
    }

    private String storeOf(String key, UUID organization) {
      return get("/v1/store", "X-API-Key", key, "X-Organization-Id", organization.toString())
          .body();
    }
  }

  @Nested
  class FirstDescriptions {
    private static final int ROUNDS = 20;
    private static final int THREADS = 12;

    @Test
    void makeOneStoreHoweverManyArriveAtOnce() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (int round = 0; round < ROUNDS; round++) {
          makesOneStore(threads, Fixture.create());
        }
      } finally {
        threads.shutdownNow();
      }
    }

    private void makesOneStore(ExecutorService threads, Fixture workspace) throws Exception {
      ApiClient client = new ApiClient(workspace.key(Scopes.ALL));
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String body = SMALLEST.formatted("Store " + thread);
        Callable<HttpResponse<String>> call =
            () -> {
              start.await();
              return client.put("/v1/store", body);
            };
        answers.add(threads.submit(call));
      }
      List<String> ids = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
        ids.add(ApiClient.json(answer.get()).path("id").asText());
      }
      JsonNode store = client.read("/v1/store");
      assertThat(ids).containsOnly(store.path("id").asText());
      assertThat(store.path("name").asText()).startsWith("Store ");
      assertThat(Fixture.run("delete from store where workspace_id = ?", workspace.live))
          .isEqualTo(1);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          {
            "name": "",
            "logo": "no uuid",
            "blogListed": "true",
            "applicationOpen": 1,
            "bonus": { "baseBonus": -1, "groupBonus": 101, "friendBonus": 5 },
            "locationSlUrl": 7,
            "ownerUuid": "a1b2c3d4e5f647899abcdef012345678",
            "colour/of~it": "red"
          }
          """;
      JsonNode problem = ApiClient.problem(owner.put("/v1/store", body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/name",
              "/logo",
              "/blogListed",
              "/applicationOpen",
              "/bonus/baseBonus",
              "/bonus/groupBonus",
              "/bonus/friendBonus",
              "/locationSlUrl",
              "/ownerUuid",
              "/ownerUsername",
              "/colour~1of~0it");
      owner.refused("/v1/store", 404, "not_found");
    }

    @Test
    void asksForWhatIsRequired() {
      JsonNode problem = ApiClient.problem(owner.put("/v1/store", "{}"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/name", "/ownerUuid", "/ownerUsername");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/bonus/baseBonus | \"bonus\":{\"baseBonus\":101}",
          "/bonus/baseBonus | \"bonus\":{\"baseBonus\":-1}",
          "/bonus/groupBonus | \"bonus\":{\"groupBonus\":1.5}",
          "/bonus/groupBonus | \"bonus\":{\"groupBonus\":\"5\"}",
          "/bonus/groupBonus | \"bonus\":{\"groupBonus\":4294967297}",
          "/bonus/groupBonus | \"bonus\":{\"groupBonus\":1e400}",
          "/bonus | \"bonus\":[]",
          "/bonus | \"bonus\":5",
          "/logo | \"logo\":\"\"",
          "/logo | \"logo\":{}",
          "/id | \"id\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\"",
          "/blogListed | \"blogListed\":0",
        })
    void pointsToTheMember(String pointer, String members) {
      JsonNode problem =
          ApiClient.problem(owner.put("/v1/store", with(members)), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @Test
    void boundsEveryText() {
      String tooLong =
          SMALLEST
              .formatted("n".repeat(129))
              .replace("aether.ash", "u".repeat(65))
              .replace("}", ",\"locationSlUrl\":\"" + "l".repeat(256) + "\"}");
      JsonNode problem =
          ApiClient.problem(owner.put("/v1/store", tooLong), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/name", "/ownerUsername", "/locationSlUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{} {}", "{\"name\":}"})
    void refusesWhatIsNoJsonObject(String body) {
      ApiClient.problem(owner.put("/v1/store", body), 400, "malformed_request");
    }

    @Test
    void refusesAMemberThatStandsTwice() {
      JsonNode problem =
          ApiClient.problem(
              owner.put("/v1/store", with("\"name\":\"Again\"")), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/name");
    }

    @Test
    void refusesHalfACharacter() {
      HttpResponse<String> answer = owner.put("/v1/store", SMALLEST.formatted("half \\ud83c"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
  }

  @Nested
  class Status403 {
    @Test
    void readingDoesNotIncludeWriting() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ)));
      ApiClient.problem(
          reader.put("/v1/store", SMALLEST.formatted("A store")), 403, "insufficient_scope");
      reader.refused("/v1/store", 404, "not_found");
    }

    @Test
    void writingDoesNotIncludeReading() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.STORE_WRITE)));
      assertThat(writer.put("/v1/store", SMALLEST.formatted("A store")).statusCode())
          .isEqualTo(200);
      JsonNode problem = writer.refused("/v1/store", 403, "insufficient_scope");
      assertThat(problem.path("missing_scopes").toString()).isEqualTo("[\"store:read\"]");
    }
  }

  @Nested
  class Status404 {
    @Test
    void saysThatThereIsNoStore() {
      owner.refused("/v1/store", 404, "not_found");
    }

    @Test
    void staysWhileOnlyOtherWorkspacesHaveOne() {
      Fixture sibling = fixture.sibling();
      sibling.store(sibling.live, "Sibling");
      fixture.store(fixture.test, "Test");
      Fixture stranger = Fixture.create();
      stranger.store(stranger.live, "Stranger");
      owner.refused("/v1/store", 404, "not_found");
    }

    @Test
    void hidesAnOrganizationOfAnotherTenant() {
      Fixture stranger = Fixture.create();
      stranger.store(stranger.live, "Stranger");
      HttpResponse<String> answer =
          get(
              "/v1/store",
              "X-API-Key",
              fixture.tenantKey(Scopes.ALL),
              "X-Organization-Id",
              stranger.organization.toString());
      ApiClient.problem(answer, 404, "not_found");
    }
  }

  @Nested
  class Connections {
    @Test
    void areGivenBackByEveryRead() {
      fixture.store(fixture.live, "A store");
      IntStream.range(0, 200)
          .forEach(i -> assertThat(owner.get("/v1/store").statusCode()).isEqualTo(200));
    }
  }
}
