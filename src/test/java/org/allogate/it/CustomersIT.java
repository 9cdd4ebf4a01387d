package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace knows each avatar once, shows it to its own keys alone, and lists all of them. */
class CustomersIT extends ServerIT {
  private static final String PATH = "/v1/customers";
  private static final String NOBODY = "a1b2c3d4-e5f6-4789-9abc-def012345678";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private UUID customer(Object... columnsAndValues) {
    return Rows.customer(fixture.live, columnsAndValues);
  }

  private static String named(String username) {
    return "{\"username\":\"" + username + "\"}";
  }

  private JsonNode done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  private List<UUID> listed(String query) {
    return uuids(owner.read(PATH + query).path("data"));
  }

  private static List<UUID> uuids(JsonNode data) {
    return StreamSupport.stream(data.spliterator(), false)
        .map(it -> UUID.fromString(it.path("uuid").textValue()))
        .toList();
  }

  private HttpResponse<String> act(Object who, String action) {
    return send(
        HttpRequest.newBuilder(uri(PATH + "/" + who + "/actions/" + action))
            .headers("X-API-Key", owner.key())
            .POST(BodyPublishers.noBody()));
  }

  @Nested
  class Status200 {
    @Test
    void printsACustomerAsTheContractSays() {
      UUID avatar = customer("username", "aether.ash", "discount", 5, "news_subscriber", true);
      String expected =
          "{\"uuid\":\"%s\",\"username\":\"aether.ash\",\"discount\":5,\"newsSubscriber\":true,"
              + "\"banned\":false,\"firstSeen\":\"2026-04-01T00:00:00Z\"}";
      assertThat(owner.get(PATH + "/" + avatar).body()).isEqualTo(expected.formatted(avatar));
      assertThat(owner.get(PATH + "/Aether.ASH").body()).isEqualTo(expected.formatted(avatar));
      assertThat(owner.get(PATH).body())
          .isEqualTo(
              "{\"data\":["
                  + expected.formatted(avatar)
                  + "],\"pagination\":"
                  + "{\"nextCursor\":null,\"previousCursor\":null,\"limit\":100}}");
    }

    @Test
    void aNameNobodyToldIsNull() {
      assertThat(owner.read(PATH + "/" + customer()).get("username").isNull()).isTrue();
    }

    @Test
    void anEmptyListIsAnEmptyPage() {
      for (String query : List.of("", "?spentMoreThan=-1", "?newsSubscriber=true")) {
        assertThat(owner.read(PATH + query).path("data")).isEmpty();
      }
    }

    @Test
    void tellsWhatACustomerSpent() {
      UUID avatar = customer("spent", 9_000_000_000L);
      UUID other = customer("username", "other");
      assertThat(owner.get(PATH + "/" + avatar + "/spend").body())
          .isEqualTo("{\"sum\":9000000000}");
      assertThat(owner.get(PATH + "/other/spend").body()).isEqualTo("{\"sum\":0}");
      assertThat(listed("?spentMoreThan=0")).containsExactly(avatar).doesNotContain(other);
    }

    @Test
    void namesAnAvatarAndNamesItAnew() {
      UUID avatar = UUID.randomUUID();
      JsonNode made = done(owner.put(PATH + "/" + avatar, named("aether.ash")));
      assertThat(made).isEqualTo(owner.read(PATH + "/" + avatar));
      assertThat(made.path("uuid").asText()).isEqualTo(avatar.toString());
      done(owner.patch(PATH + "/" + avatar, "{\"discount\":7}"));
      JsonNode renamed =
          done(owner.put(PATH + "/" + avatar.toString().toUpperCase(), named("Ash.Aether")));
      assertThat(renamed.path("username").asText()).isEqualTo("Ash.Aether");
      assertThat(renamed.path("discount").asInt()).isEqualTo(7);
      assertThat(renamed.path("firstSeen")).isEqualTo(made.path("firstSeen"));
      assertThat(
              done(owner.put(PATH + "/" + avatar, named("ash.aether"))).path("username").asText())
          .isEqualTo("ash.aether");
      owner.refused(PATH + "/aether.ash", 404, "not_found");
      assertThat(listed("")).containsExactly(avatar);
    }

    @Test
    void changesWhatThePatchMentions() {
      UUID avatar = customer();
      String path = PATH + "/" + avatar;
      JsonNode changed = done(owner.patch(path, "{\"discount\":100,\"newsSubscriber\":true}"));
      assertThat(changed.path("discount").asInt()).isEqualTo(100);
      assertThat(changed.path("newsSubscriber").asBoolean()).isTrue();
      assertThat(changed).isEqualTo(owner.read(path));
      assertThat(done(owner.patch(path, "{}"))).isEqualTo(changed);
      JsonNode reset = done(owner.patch(path, "{\"discount\":null,\"newsSubscriber\":null}"));
      assertThat(reset.path("discount").asInt(-1)).isZero();
      assertThat(reset.path("newsSubscriber").asBoolean(true)).isFalse();
      HttpResponse<String> merged =
          send(
              HttpRequest.newBuilder(uri(path))
                  .headers("X-API-Key", owner.key(), "Content-Type", "application/merge-patch+json")
                  .method("PATCH", BodyPublishers.ofString("{\"discount\":1}")));
      assertThat(done(merged).path("discount").asInt()).isEqualTo(1);
    }

    @Test
    void bansAndUnbansAndDoesNotMindTwice() {
      UUID avatar = customer("username", "aether");
      for (Object who : List.of(avatar, "aether", avatar)) {
        assertThat(done(act(who, "ban")).path("banned").asBoolean()).isTrue();
      }
      assertThat(owner.read(PATH + "/" + avatar).path("banned").asBoolean()).isTrue();
      for (Object who : List.of("AETHER", avatar)) {
        assertThat(done(act(who, "unban")).path("banned").asBoolean(true)).isFalse();
      }
      assertThat(done(owner.post(PATH + "/" + avatar + "/actions/ban", "{}")).path("banned"))
          .isEqualTo(owner.read(PATH + "/" + avatar).path("banned"));
    }
  }

  @Nested
  class Listing {
    private final Map<UUID, Long> spent = new LinkedHashMap<>();
    private final Set<UUID> subscribers = new HashSet<>();

    private void fill(int count) {
      for (int i = 0; i < count; i++) {
        long sum = i % 3 == 0 ? 0 : i * 7 % 5 * 10L;
        UUID avatar = customer("spent", sum, "news_subscriber", i % 2 == 0);
        spent.put(avatar, sum);
        if (i % 2 == 0) {
          subscribers.add(avatar);
        }
      }
    }

    private List<UUID> expected(String news, Long more) {
      List<UUID> expected =
          new ArrayList<>(
              spent.keySet().stream()
                  .filter(it -> news.isEmpty() || news.endsWith("=" + subscribers.contains(it)))
                  .filter(it -> more == null || spent.get(it) > more)
                  .toList());
      if (more != null) {
        expected.sort(Comparator.comparing(spent::get));
      }
      return expected;
    }

    @Test
    void followsMeetingOrSpendForwardAndBackUnderEveryFilter() {
      fill(37);
      for (String news : List.of("", "&newsSubscriber=true", "&newsSubscriber=false")) {
        for (Long more : new Long[] {null, -1L, 0L, 10L, 39L, 40L, Long.MAX_VALUE}) {
          for (int limit : List.of(1, 4, 1000)) {
            String query =
                "?limit=" + limit + news + (more == null ? "" : "&spentMoreThan=" + more);
            assertThat(walked(query)).as(query).isEqualTo(expected(news, more));
          }
        }
      }
    }

    private List<UUID> walked(String query) {
      List<List<UUID>> forward = new ArrayList<>();
      JsonNode page = owner.read(PATH + query);
      forward.add(uuids(page.path("data")));
      while (page.at("/pagination/nextCursor").isTextual()) {
        page = owner.read(PATH + query + "&cursor=" + page.at("/pagination/nextCursor").asText());
        forward.add(uuids(page.path("data")));
      }
      List<List<UUID>> back = new ArrayList<>(List.of(uuids(page.path("data"))));
      while (page.at("/pagination/previousCursor").isTextual()) {
        page =
            owner.read(PATH + query + "&cursor=" + page.at("/pagination/previousCursor").asText());
        back.add(uuids(page.path("data")));
      }
      Collections.reverse(back);
      assertThat(back).isEqualTo(forward);
      return forward.stream().flatMap(List::stream).toList();
    }

    @Test
    void leavesNobodyOutWhoSpendsMeanwhile() {
      fill(30);
      Set<UUID> seen = new HashSet<>();
      String query = PATH + "?spentMoreThan=-1&limit=4";
      JsonNode page = owner.read(query);
      seen.addAll(uuids(page.path("data")));
      for (int n = 0; page.at("/pagination/nextCursor").isTextual(); n++) {
        if (n < 5) {
          Fixture.run(
              "update customer set spent = spent + 15 where workspace_id = ? and crc32(uuid) mod 3 = ?",
              fixture.live,
              n % 3);
        }
        page = owner.read(query + "&cursor=" + page.at("/pagination/nextCursor").asText());
        seen.addAll(uuids(page.path("data")));
      }
      assertThat(seen).isEqualTo(spent.keySet());
    }

    @Test
    void takesNoCursorOfAnotherFilter() {
      fill(5);
      Map<String, String> cursors = new TreeMap<>();
      List<String> queries =
          List.of("", "&newsSubscriber=true", "&spentMoreThan=-1", "&spentMoreThan=-2");
      for (String query : queries) {
        String path = PATH + "?limit=1" + query;
        cursors.put(query, owner.read(path).at("/pagination/nextCursor").textValue());
      }
      assertThat(cursors.get("")).hasSize(46);
      assertThat(cursors.get("&spentMoreThan=-1")).hasSize(56);
      for (String query : queries) {
        for (String other : queries) {
          if (!other.equals(query)) {
            String path = PATH + "?limit=1" + query + "&cursor=" + cursors.get(other);
            owner.refused(path, 400, "invalid_cursor");
          }
        }
      }
    }
  }

  @Nested
  class Conditions {
    private String tag(String path) {
      return owner.get(path).headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aClientGetsNothingTwice() {
      String path = PATH + "/" + customer();
      HttpResponse<String> same = get(path, "X-API-Key", owner.key(), "If-None-Match", tag(path));
      assertThat(same.statusCode()).isEqualTo(304);
    }

    @Test
    void aChangeOfAnotherStateIsRefused() {
      String path = PATH + "/" + customer("username", "first");
      String before = tag(path);
      String after =
          owner
              .send("PATCH", path, "{\"discount\":3}", "If-Match", before)
              .headers()
              .firstValue("ETag")
              .orElseThrow();
      assertThat(after).isEqualTo(tag(path)).isNotEqualTo(before);
      ApiClient.problem(
          owner.send("PATCH", path, "{\"discount\":4}", "If-Match", before),
          412,
          "precondition_failed");
      ApiClient.problem(
          owner.send("PUT", path, named("second"), "If-Match", before), 412, "precondition_failed");
      ApiClient.problem(
          owner.send("PUT", path, named("second"), "If-None-Match", "*"),
          412,
          "precondition_failed");
      done(owner.send("PUT", path, named("second"), "If-Match", after));
    }

    @Test
    void aFailedConditionMakesNoCustomer() {
      String path = PATH + "/" + UUID.randomUUID();
      ApiClient.problem(
          owner.send("PUT", path, named("nobody"), "If-Match", "*"), 412, "precondition_failed");
      owner.refused(path, 404, "not_found");
      done(owner.send("PUT", path, named("nobody"), "If-None-Match", "*"));
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", ".a", "a.", "a%20b", "a_b", "%C3%A9", "1-1-1-1-1", "%20"})
    void isTheAnswerToWhatNamesNobody(String identifier) {
      String path = PATH + "/" + identifier;
      owner.refused(path, 400, "invalid_identifier");
      owner.refused(path + "/spend", 400, "invalid_identifier");
      ApiClient.problem(owner.put(path, named("a")), 400, "invalid_identifier");
      ApiClient.problem(owner.patch(path, "{}"), 400, "invalid_identifier");
      ApiClient.problem(act(identifier, "ban"), 400, "invalid_identifier");
    }

    @Test
    void namesAvatarsOnly() {
      customer("username", "aether.ash");
      ApiClient.problem(
          owner.put(PATH + "/aether.ash", named("ash.aether")), 400, "invalid_identifier");
    }

    @ParameterizedTest
    @CsvSource({
      "newsSubscriber, yes",
      "newsSubscriber, ''",
      "spentMoreThan, 1.5",
      "spentMoreThan, ''",
      "spentMoreThan, 5&spentMoreThan=5",
      "spentMoreThan, +5",
      "limit, 1001",
    })
    void namesTheParameter(String name, String value) {
      JsonNode problem =
          owner.refused(
              PATH + "?" + name + "=" + value.replace("+", "%2B"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-99999999999999999999"})
    void takesIntegersOfAnySize(String spent) {
      UUID avatar = customer();
      assertThat(listed("?spentMoreThan=" + spent))
          .isEqualTo(spent.startsWith("-") ? List.of(avatar) : List.of());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}|/username",
          "{\"username\":null}|/username",
          "{\"username\":7}|/username",
          "{\"username\":\"\"}|/username",
          "{\"username\":\"a.b.c\"}|/username",
          "{\"username\":\"a b\"}|/username",
          "{\"username\":\"a\",\"discount\":5}|/discount",
        })
    void pointsToWhatIsWrongInAName(String body, String pointer) {
      JsonNode problem =
          ApiClient.problem(owner.put(PATH + "/" + NOBODY, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      owner.refused(PATH + "/" + NOBODY, 404, "not_found");
    }

    @Test
    void takesUsernamesOf64Characters() {
      done(owner.put(PATH + "/" + customer(), named("x".repeat(64))));
      ApiClient.problem(
          owner.put(PATH + "/" + customer(), named("y".repeat(65))), 400, "validation_error");
    }

    @Test
    void pointsToAllThatIsWrongInAPatch() {
      JsonNode problem =
          ApiClient.problem(
              owner.patch(
                  PATH + "/" + customer(),
                  "{\"discount\":101,\"newsSubscriber\":\"no\",\"banned\":true,\"username\":\"a\"}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/discount", "/newsSubscriber", "/banned", "/username");
    }
  }

  @Nested
  class Status403 {
    @Test
    void readingNeedsTheReadingScope() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.CUSTOMERS_WRITE)));
      for (String path : List.of("", "/" + NOBODY, "/" + NOBODY + "/spend")) {
        writer.refused(PATH + path, 403, "insufficient_scope");
      }
    }

    @Test
    void writingNeedsTheWritingScope() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.READING));
      String path = PATH + "/" + customer();
      ApiClient.problem(reader.put(path, named("a")), 403, "insufficient_scope");
      ApiClient.problem(reader.patch(path, "{}"), 403, "insufficient_scope");
      ApiClient.problem(reader.post(path + "/actions/ban", "{}"), 403, "insufficient_scope");
      ApiClient.problem(reader.post(path + "/actions/unban", "{}"), 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "nobody.resident"})
    void isTheAnswerToWhomTheWorkspaceDoesNotKnow(String identifier) {
      String path = PATH + "/" + identifier;
      owner.refused(path, 404, "not_found");
      owner.refused(path + "/spend", 404, "not_found");
      ApiClient.problem(owner.patch(path, "{}"), 404, "not_found");
      ApiClient.problem(act(identifier, "ban"), 404, "not_found");
      ApiClient.problem(act(identifier, "unban"), 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void isTheAnswerToANameThatAnotherCustomerHas() {
      UUID avatar = customer("username", "aether.ash");
      UUID other = customer("username", "other");
      ApiClient.problem(owner.put(PATH + "/" + other, named("AETHER.Ash")), 409, "duplicate_name");
      ApiClient.problem(owner.put(PATH + "/" + NOBODY, named("Aether.Ash")), 409, "duplicate_name");
      owner.refused(PATH + "/" + NOBODY, 404, "not_found");
      assertThat(owner.read(PATH + "/aether.ash").path("uuid").asText())
          .isEqualTo(avatar.toString());
    }
  }

  /** Another workspace's customer is as unknown as one that does not exist. */
  @Nested
  class Foreign {
    @Test
    void customersAre404AndTheirNamesAreFree() {
      Fixture sibling = fixture.sibling();
      for (UUID workspace : List.of(sibling.live, Fixture.create().live, fixture.test)) {
        UUID foreign = Rows.customer(workspace, "username", "foreign", "spent", 5);
        for (Object who : List.of(foreign, "foreign")) {
          String path = PATH + "/" + who;
          owner.refused(path, 404, "not_found");
          owner.refused(path + "/spend", 404, "not_found");
          ApiClient.problem(owner.patch(path, "{}"), 404, "not_found");
          ApiClient.problem(act(who, "ban"), 404, "not_found");
        }
        assertThat(listed("")).isEmpty();
        assertThat(listed("?spentMoreThan=0")).isEmpty();
      }
      UUID avatar = customer();
      done(owner.put(PATH + "/" + avatar, named("foreign")));
      assertThat(listed("")).containsExactly(avatar);
    }
  }

  /** Who comes at the same moment. */
  @Nested
  class Races {
    private static final int ROUNDS = 20;
    private static final int AT_ONCE = 32;

    @Test
    void makeOneCustomerOfOneAvatar() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        UUID avatar = UUID.randomUUID();
        String name = "resident" + round;
        List<JsonNode> answers =
            Threads.run(AT_ONCE, i -> () -> done(owner.put(PATH + "/" + avatar, named(name))));
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(listed("")).hasSize(round + 1);
      }
    }

    @Test
    void makeANewCustomerOnlyOnceWhoeverAsksForANewOne() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        String path = PATH + "/" + UUID.randomUUID();
        String name = "resident" + round;
        List<Integer> statuses =
            Threads.run(
                AT_ONCE,
                i -> () -> owner.send("PUT", path, named(name), "If-None-Match", "*").statusCode());
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
      }
    }

    @Test
    void giveANameToOneOfThoseWhoWantIt() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "resident" + round;
        List<Integer> statuses =
            Threads.run(
                AT_ONCE,
                i -> () -> owner.put(PATH + "/" + UUID.randomUUID(), named(name)).statusCode());
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(listed("")).hasSize(round + 1);
      }
    }

    @Test
    void swapNamesOrRefuseAndNeverFail() throws Exception {
      UUID one = customer("username", "one");
      UUID two = customer("username", "two");
      for (int round = 0; round < ROUNDS * 5; round++) {
        List<Integer> statuses =
            Threads.run(
                2,
                i ->
                    () ->
                        owner
                            .put(PATH + "/" + (i == 0 ? one : two), named(i == 0 ? "two" : "one"))
                            .statusCode());
        assertThat(statuses).containsOnly(409);
      }
    }
  }
}
