package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes that happen once: the same request with the same Idempotency-Key has one effect and one
 * answer, whoever repeats it, how often and when within 24 hours.
 */
class IdempotencyIT extends ServerIT {
  private static final String STORE =
      "{\"name\":\"%s\",\"ownerUuid\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\","
          + "\"ownerUsername\":\"aether.ash\"}";
  private static final String ORGANIZATION = "{\"name\":\"%s\",\"email\":\"a@example.com\"}";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final ApiClient ofTenant = new ApiClient(fixture.tenantKey(Scopes.ALL));

  private HttpResponse<String> describe(String name, String key) {
    return owner.send("PUT", "/v1/store", STORE.formatted(name), "Idempotency-Key", key);
  }

  private HttpResponse<String> found(String name, String key) {
    return ofTenant.send(
        "POST", "/v1/organizations", ORGANIZATION.formatted(name), "Idempotency-Key", key);
  }

  private static boolean isReplay(HttpResponse<String> answer) {
    return answer.headers().firstValue("Idempotent-Replayed").equals(java.util.Optional.of("true"));
  }

  private static void same(HttpResponse<String> first, HttpResponse<String> again) {
    assertThat(isReplay(first)).isFalse();
    assertThat(isReplay(again)).as(again.body()).isTrue();
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.body()).isEqualTo(first.body());
    for (String header : List.of("Location", "Content-Type", "ETag", "Cache-Control")) {
      assertThat(again.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header));
    }
  }

  private static long count(String sql, Object... values) {
    try (Connection connection = database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i] instanceof UUID id ? Fixture.bytes(id) : values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long organizations() {
    return count("select count(*) from organization where tenant_id = ?", fixture.tenant);
  }

  @Nested
  class ARepeatedRequest {
    @Test
    void isAnsweredAsTheFirstTimeAndRunsNothing() {
      HttpResponse<String> first = describe("One", "k");
      assertThat(describe("Two", "another").statusCode()).isEqualTo(200);
      same(first, describe("One", "k"));
      assertThat(owner.read("/v1/store").path("name").textValue()).isEqualTo("Two");
    }

    @Test
    void makesOneObjectAndOneAuditEvent() {
      HttpResponse<String> first = found("Once", "k");
      assertThat(first.statusCode()).isEqualTo(201);
      for (int i = 0; i < 5; i++) {
        same(first, found("Once", "k"));
      }
      assertThat(organizations()).isEqualTo(2);
      assertThat(count("select count(*) from audit_event where tenant_id = ?", fixture.tenant))
          .isEqualTo(1);
    }

    @Test
    void ofAPatchIsAnsweredAsTheFirstTime() {
      String path = "/v1/organizations/" + fixture.organization;
      HttpResponse<String> first =
          ofTenant.send("PATCH", path, "{\"name\":\"A\"}", "Idempotency-Key", "p");
      assertThat(first.statusCode()).isEqualTo(200);
      ofTenant.patch(path, "{\"name\":\"B\"}");
      same(first, ofTenant.send("PATCH", path, "{\"name\":\"A\"}", "Idempotency-Key", "p"));
      assertThat(ofTenant.read(path).path("name").textValue()).isEqualTo("B");
    }

    @Test
    void ofAMemberInPersonIsAnsweredAsTheFirstTime() {
      MemberClient member = fixture.tenantMember(Role.OWNER);
      String body = ORGANIZATION.formatted("By a member");
      HttpResponse<String> first = member.post("/v1/organizations", body, "Idempotency-Key", "m");
      assertThat(first.statusCode()).isEqualTo(201);
      same(first, member.post("/v1/organizations", body, "Idempotency-Key", "m"));
      assertThat(organizations()).isEqualTo(2);
    }

    @Test
    void countsForTheRateLimitLikeAnyOther() {
      ApiClient limited = new ApiClient(fixture.key(Scopes.ALL, "3;w=60"));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        statuses.add(
            limited
                .send("PUT", "/v1/store", STORE.formatted("L"), "Idempotency-Key", "l")
                .statusCode());
      }
      assertThat(statuses).containsExactly(200, 200, 200, 429);
    }
  }

  @Nested
  class AnAnswerWithASecret {
    private final KeyMaker maker = KeyMaker.of(fixture);
    private final String body = maker.body("'name': 'Secret'");

    private HttpResponse<String> create(ApiClient client) {
      return client.send("POST", KeyMaker.KEYS, body, "Idempotency-Key", "secret");
    }

    @Test
    void isReplayedWhole() {
      HttpResponse<String> first = create(maker.client());
      assertThat(first.statusCode()).isEqualTo(201);
      String key = ApiClient.json(first).path("key").textValue();
      assertThat(new ApiClient(key).get("/v1/store").statusCode()).isEqualTo(404);
      same(first, create(maker.client()));
    }

    @Test
    void standsNowhereInTheDatabase() throws SQLException {
      String key = ApiClient.json(create(maker.client())).path("key").textValue();
      try (Connection connection = database();
          PreparedStatement statement =
              connection.prepareStatement(
                  "select answer from idempotency where answer is not null");
          ResultSet rows = statement.executeQuery()) {
        int answers = 0;
        while (rows.next()) {
          answers++;
          assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
              .doesNotContain(key)
              .doesNotContain("allo_live_")
              .doesNotContain("\"name\"");
        }
        assertThat(answers).isPositive();
      }
    }

    @Test
    void isForTheCallerAlone() {
      assertThat(create(maker.client()).statusCode()).isEqualTo(201);
      HttpResponse<String> other = create(new ApiClient(fixture.tenantKey(Scopes.ALL)));
      assertThat(isReplay(other)).isFalse();
      ApiClient.problem(other, 409, "duplicate_name");
    }

    @Test
    void isForWhoMayStillCallTheOperation() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.KEYS_WRITE)));
      String narrow = maker.body("'name': 'Narrow', 'scopes': ['keys:write']");
      HttpResponse<String> first =
          writer.send("POST", KeyMaker.KEYS, narrow, "Idempotency-Key", "n");
      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(
              maker
                  .client()
                  .patch(
                      KeyMaker.KEYS + "/" + Fixture.idOf(writer.key()),
                      "{\"scopes\":[\"keys:read\"]}")
                  .statusCode())
          .isEqualTo(200);
      ApiClient.problem(
          writer.send("POST", KeyMaker.KEYS, narrow, "Idempotency-Key", "n"),
          403,
          "insufficient_scope");
    }
  }

  @Nested
  class Status409 {
    @Test
    void refusesTheKeyOfAnotherRequest() {
      assertThat(found("A", "k").statusCode()).isEqualTo(201);
      ApiClient.problem(found("B", "k"), 409, "idempotency_key_reused");
      for (HttpResponse<String> other :
          List.of(
              ofTenant.send(
                  "POST",
                  "/v1/organizations?x=1",
                  ORGANIZATION.formatted("A"),
                  "Idempotency-Key",
                  "k"),
              ofTenant.send(
                  "PATCH",
                  "/v1/organizations/" + fixture.organization,
                  ORGANIZATION.formatted("A"),
                  "Idempotency-Key",
                  "k"),
              ofTenant.send(
                  "POST",
                  "/v1/organizations",
                  ORGANIZATION.formatted("A"),
                  "Idempotency-Key",
                  "k",
                  "X-Organization-Id",
                  fixture.organization.toString()))) {
        ApiClient.problem(other, 409, "idempotency_key_reused");
      }
      assertThat(organizations()).isEqualTo(2);
    }

    @Test
    void tellsOneWorkspaceOfTheTenantFromAnother() {
      Fixture sibling = fixture.sibling();
      String body = STORE.formatted("Mine");
      for (UUID organization : List.of(fixture.organization, sibling.organization)) {
        HttpResponse<String> answer =
            ofTenant.send(
                "PUT",
                "/v1/store",
                body,
                "Idempotency-Key",
                "w",
                "X-Organization-Id",
                organization.toString());
        if (organization.equals(fixture.organization)) {
          assertThat(answer.statusCode()).isEqualTo(200);
        } else {
          ApiClient.problem(answer, 409, "idempotency_key_reused");
        }
      }
    }

    @Test
    void refusesASecondOneWhileTheFirstRuns() throws Exception {
      try (Held held = new Held(fixture.live)) {
        CompletableFuture<HttpResponse<String>> first = running("Slow", "k");
        KeyMaker.eventually("it is claimed", () -> claimed() == 1);
        HttpResponse<String> second = describe("Slow", "k");
        ApiClient.problem(second, 409, "idempotency_in_progress");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        ApiClient.problem(describe("Other", "k"), 409, "idempotency_key_reused");
        held.release();
        HttpResponse<String> answer = first.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        same(answer, describe("Slow", "k"));
      }
    }

    @Test
    void hasOneEffectOfTwoWhenTheFirstOutlivesItsLease() throws Exception {
      try (ServerClock clock = new ServerClock();
          Held held = new Held(fixture.live)) {
        CompletableFuture<HttpResponse<String>> first = running("Slow", "k");
        KeyMaker.eventually("it is claimed", () -> claimed() == 1);
        clock.advance(Duration.ofSeconds(61));
        CompletableFuture<HttpResponse<String>> second = running("Slow", "k");
        KeyMaker.eventually("it is claimed anew", () -> claimedBeyond(clock) == 1);
        held.release();
        List<Integer> statuses = new ArrayList<>(List.of(first.get().statusCode()));
        statuses.add(second.get().statusCode());
        assertThat(statuses).containsExactly(409, 200);
        same(second.get(), describe("Slow", "k"));
      }
    }

    private long claimedBeyond(ServerClock clock) {
      return count(
          "select count(*) from idempotency where leased_until > ?",
          java.time.LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC));
    }

    private CompletableFuture<HttpResponse<String>> running(String name, String key) {
      return CompletableFuture.supplyAsync(() -> describe(name, key));
    }

    private long claimed() {
      return count("select count(*) from idempotency where leased_until is not null");
    }
  }

  /** A workspace whose row somebody else has locked. */
  private static final class Held implements AutoCloseable {
    private final Connection connection = database();

    Held(UUID workspace) throws SQLException {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("select id from workspace where id = ? for update")) {
        statement.setBytes(1, Fixture.bytes(workspace));
        statement.executeQuery();
      }
    }

    void release() throws SQLException {
      connection.rollback();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @Nested
  class AFailedRequest {
    @Test
    void leavesItsKeyFree() {
      ApiClient.problem(describe("", "k"), 400, "validation_error");
      assertThat(describe("Mended", "k").statusCode()).isEqualTo(200);
    }

    @Test
    void leavesNoRow() {
      assertThat(found("First", "x").statusCode()).isEqualTo(201);
      long before = count("select count(*) from idempotency");
      describe("", "bad");
      owner.send("PATCH", "/v1/members/" + Fixture.id(), "{}", "Idempotency-Key", "gone");
      assertThat(count("select count(*) from idempotency")).isEqualTo(before);
    }
  }

  @Nested
  class Status422 {
    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "\t"})
    void refusesOtherCharacters(String key) {
      ApiClient.problem(describe("X", key), 422, "invalid_idempotency_key");
    }

    @Test
    void refusesOneThatIsTooLong() {
      assertThat(describe("X", "k".repeat(255)).statusCode()).isEqualTo(200);
      ApiClient.problem(describe("X", "k".repeat(256)), 422, "invalid_idempotency_key");
    }

    @Test
    void refusesTwo() {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri("/v1/store"))
                  .headers("X-API-Key", owner.key(), "Content-Type", "application/json")
                  .headers("Idempotency-Key", "a", "Idempotency-Key", "a")
                  .PUT(BodyPublishers.ofString(STORE.formatted("X"))));
      ApiClient.problem(answer, 422, "invalid_idempotency_key");
      owner.refused("/v1/store", 404, "not_found");
    }
  }

  @Nested
  class TheHeader {
    @Test
    void isIgnoredWhereNothingIsWritten() {
      assertThat(get("/v1/store", "X-API-Key", owner.key(), "Idempotency-Key", " ").statusCode())
          .isEqualTo(404);
    }

    @Test
    void isIgnoredWithoutACredential() {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri("/v1/api-keys/actions/revoke-leaked"))
                  .headers("Content-Type", "application/json", "Idempotency-Key", " ")
                  .POST(BodyPublishers.ofString("{}")));
      ApiClient.problem(answer, 400, "validation_error");
    }

    @ParameterizedTest
    @CsvSource({"/v1/session/actions/sign-out-everywhere"})
    void isIgnoredOnASessionOfItsOwn(String path) {
      MemberClient member = fixture.member(Role.OWNER);
      assertThat(member.post(path, "", "Idempotency-Key", " ").statusCode()).isEqualTo(204);
      assertThat(member.isIn()).isFalse();
    }
  }

  @Nested
  class Concurrently {
    private static final int THREADS = 8;
    private static final int ROUNDS = 40;

    @Test
    void oneOfManyRunsAndTheOthersWaitOrSeeItsAnswer() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "Round " + round;
        List<HttpResponse<String>> answers =
            Threads.run(THREADS, thread -> () -> found(name, "key-" + name.hashCode()));
        List<HttpResponse<String>> made =
            answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(made.stream().filter(answer -> !isReplay(answer))).hasSize(1);
        assertThat(made.stream().map(HttpResponse::body).distinct()).hasSize(1);
        answers.stream()
            .filter(answer -> answer.statusCode() != 201)
            .forEach(answer -> ApiClient.problem(answer, 409, "idempotency_in_progress"));
      }
      assertThat(organizations()).isEqualTo(1 + ROUNDS);
    }
  }

  @Nested
  class After24Hours {
    @Test
    void theRequestRunsAnewAndTheRowsAreRemoved() {
      try (ServerClock clock = new ServerClock()) {
        HttpResponse<String> first = found("Yesterday", "k");
        clock.advance(Duration.ofHours(24).minusSeconds(30));
        same(first, found("Yesterday", "k"));
        clock.advance(Duration.ofSeconds(60));
        HttpResponse<String> anew = found("Yesterday", "k");
        assertThat(anew.statusCode()).isEqualTo(201);
        assertThat(isReplay(anew)).isFalse();
        assertThat(id(anew)).isNotEqualTo(id(first));
        clock.advance(Duration.ofHours(25));
        KeyMaker.eventually(
            "the rows are gone", () -> count("select count(*) from idempotency") == 0);
      }
    }

    private static String id(HttpResponse<String> answer) {
      JsonNode body = ApiClient.json(answer);
      return body.path("id").textValue();
    }
  }
}
