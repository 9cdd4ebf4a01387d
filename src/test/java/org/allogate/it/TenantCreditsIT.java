package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.sql.Sql;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What calls cost a tenant, and that ledger, balance and leases agree whatever happens. */
class TenantCreditsIT extends ServerIT {
  // More than the server has connections.
  private static final int WAITING = 40;
  private static final int OTHERS = 10;
  private static final String ME = "/api/v2/me";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final int FREE = 100_000;

  private final Fixture fixture = Fixture.create();
  private final ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);

  private static String body() {
    return "{\"name\":\"Category " + NAMES.incrementAndGet() + "\"}";
  }

  private HttpResponse<String> write(String... headers) {
    return client.send("POST", "/v1/categories", body(), headers);
  }

  private String path(String below) {
    return "/v1/tenants/" + fixture.tenant + below;
  }

  /** What is left, asked by who pays nothing for it. */
  private long left() {
    return owner.read(path("/credits")).path("balance").longValue();
  }

  private void has(long credits) {
    Fixture.run("update tenant set credits = ? where id = ?", credits, fixture.tenant);
  }

  private HttpResponse<String> grant(long amount, String... headers) {
    return owner.post(
        path("/credit-grants"), "{\"amount\":" + amount + ",\"reason\":\"A test\"}", headers);
  }

  private List<JsonNode> entries(String query) {
    List<JsonNode> entries = new ArrayList<>();
    owner.read(path("/credit-entries" + query)).path("data").forEach(entries::add);
    return entries;
  }

  private static long number(String sql, UUID id) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setBytes(i, Fixture.bytes(id));
      }
      ResultSet row = statement.executeQuery();
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What the database alone says is left: exact for writes at any moment. */
  private long written() {
    return number(
        "select credits + (select coalesce(sum(amount), 0) from credit_lease where tenant_id = ?)"
            + " - (select coalesce(sum(units), 0) from credit_charge where tenant_id = ?)"
            + " - (select coalesce(sum(units), 0) from charged_event where tenant_id = ?)"
            + " from tenant where id = ?",
        fixture.tenant);
  }

  /** How far the ledger is from balance and leases: 0 at any commit. */
  private long difference() {
    return number(
        "select (select sum(amount) from tenant_credit_entry where tenant_id = ?) - credits"
            + " - (select coalesce(sum(amount), 0) from credit_lease where tenant_id = ?)"
            + " from tenant where id = ?",
        fixture.tenant);
  }

  private static boolean somebodyWaits() {
    try (Connection connection = ServerIT.database()) {
      return !Sql.list(
              connection,
              "select id from information_schema.processlist"
                  + " where info like 'select credits, granted % for update'",
              row -> row.getString(1))
          .isEmpty();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long ledger() {
    return number(
        "select sum(amount) from tenant_credit_entry where tenant_id = ?", fixture.tenant);
  }

  private void settled(long left) {
    KeyMaker.eventually("the ledger says " + left, () -> ledger() == left);
    assertThat(difference()).isZero();
    assertThat(left()).isEqualTo(left);
  }

  @Nested
  class Ok200 {
    @Test
    void costsACreditAndShowsTheBalanceAfterIt() {
      JsonNode balance = client.read("/api/v2/credits");
      assertThat(balance.toString())
          .isEqualTo(
              "{\"balance\":99999,\"granted\":100000,\"used\":1,"
                  + "\"currency_value\":{\"amount\":\"99.999\",\"currency\":\"USD\"}}");
      assertThat(client.read("/api/v2/me").path("credits_remaining").longValue())
          .isEqualTo(FREE - 2);
      assertThat(owner.read(path("/credits")).toString())
          .isEqualTo(
              "{\"balance\":99998,\"granted\":100000,\"used\":2,"
                  + "\"currencyValue\":{\"amount\":\"99.998\",\"currency\":\"USD\"}}");
      settled(FREE - 2);
    }

    @Test
    void costsWhatTheCapabilityCosts() {
      ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
      assertThat(tenant.post("/v1/audit-events/actions/verify", "").statusCode()).isEqualTo(200);
      assertThat(left()).isEqualTo(FREE - 10);
    }

    @Test
    void costsNothingWithATestKey() {
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      test.read("/api/v2/me");
      assertThat(test.post("/v1/categories", body()).statusCode()).isEqualTo(201);
      assertThat(left()).isEqualTo(FREE);
    }

    @Test
    void costsNothingInASession() {
      MemberClient member = fixture.member(Role.OWNER);
      member.read("/v1/categories");
      assertThat(member.post("/v1/categories", body()).statusCode()).isEqualTo(201);
      assertThat(left()).isEqualTo(FREE);
    }

    @Test
    void listsTheLedgerNewestFirst() {
      client.read("/api/v2/me");
      settled(FREE - 1);
      assertThat(grant(5).statusCode()).isEqualTo(201);
      assertThat(entries(""))
          .extracting(it -> it.path("kind").textValue())
          .containsExactly("grant", "usage", "opening");
      assertThat(entries(""))
          .extracting(it -> it.path("amount").longValue())
          .containsExactly(5L, -1L, (long) FREE);
      assertThat(entries("?kind=usage")).hasSize(1);
      assertThat(entries("?kind=usage").get(0).path("hour").isTextual()).isTrue();
      JsonNode first = owner.read(path("/credit-entries?limit=1"));
      String next = first.at("/pagination/nextCursor").textValue();
      assertThat(entries("?limit=1&cursor=" + next).get(0).path("kind").textValue())
          .isEqualTo("usage");
    }
  }

  @Nested
  class Created201 {
    @Test
    void isChargedInTheSameCommit() {
      for (int i = 1; i <= 20; i++) {
        assertThat(write().statusCode()).isEqualTo(201);
        assertThat(written()).isEqualTo(FREE - i);
      }
      settled(FREE - 20);
    }

    @Test
    void grantsAndCorrects() {
      JsonNode grant = KeyMaker.answered(grant(1_000), 201);
      assertThat(grant.path("kind").textValue()).isEqualTo("grant");
      assertThat(grant.path("amount").longValue()).isEqualTo(1_000);
      assertThat(grant.at("/actor/id").textValue()).isEqualTo(owner.id().toString());
      JsonNode entry = owner.read(path("/credit-entries/" + grant.path("id").textValue()));
      assertThat(entry).isEqualTo(grant);
      assertThat(left()).isEqualTo(FREE + 1_000);
      client.read("/api/v2/me");
      JsonNode taken = KeyMaker.answered(grant(-FREE), 201);
      assertThat(taken.path("kind").textValue()).isEqualTo("correction");
      settled(1_000 - 1);
      assertThat(KeyMaker.actions(ApiClient.json("{\"id\":\"" + fixture.tenant + "\"}")))
          .contains("credits.granted", "credits.corrected");
    }

    @Test
    void grantsOnceForAKeyOfIdempotency() {
      assertThat(grant(7, "Idempotency-Key", "g").statusCode()).isEqualTo(201);
      assertThat(grant(7, "Idempotency-Key", "g").statusCode()).isEqualTo(201);
      assertThat(left()).isEqualTo(FREE + 7);
    }
  }

  @Nested
  class NotModified304 {
    @Test
    void costsNothing() {
      fixture.store(fixture.live, "A store");
      String tag = client.get("/v1/store").headers().firstValue("ETag").orElseThrow();
      assertThat(get("/v1/store", "X-API-Key", client.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
      assertThat(left()).isEqualTo(FREE - 1);
    }
  }

  @Nested
  class Refused4xx {
    @Test
    void costsNothing() {
      ApiClient reading = new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ)));
      ApiClient.problem(reading.post("/v1/categories", body()), 403, "insufficient_scope");
      ApiClient.problem(client.post("/v1/categories", "{}"), 400, "validation_error");
      client.refused("/v1/products?limit=0", 400, "validation_error");
      client.refused("/v1/products/" + UUID.randomUUID(), 404, "not_found");
      assertThat(write("Idempotency-Key", "once").statusCode()).isEqualTo(201);
      ApiClient.problem(write("Idempotency-Key", "once"), 409, "idempotency_key_reused");
      assertThat(left()).isEqualTo(FREE - 1);
      assertThat(written()).isEqualTo(FREE - 1);
    }
  }

  @Nested
  class PaymentRequired402 {
    @Test
    void comesAfterTheLastCredit() {
      has(3);
      assertThat(client.get("/api/v2/me").statusCode()).isEqualTo(200);
      assertThat(write().statusCode()).isEqualTo(201);
      assertThat(client.get("/api/v2/credits").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = client.get("/api/v2/me");
      JsonNode problem = ProblemCheck.of(refused, 402, "payment_required");
      assertThat(problem.path("credits_remaining").longValue()).isZero();
      assertThat(problem.path("cost").intValue()).isEqualTo(1);
      assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).isPresent();
      ApiClient.problem(write(), 402, "payment_required");
      settled(0);
    }

    @Test
    void isNoAnswerToARequestThatIsSentAgain() {
      has(1);
      String same = body();
      HttpResponse<String> first =
          client.send("POST", "/v1/categories", same, "Idempotency-Key", "a");
      assertThat(first.statusCode()).isEqualTo(201);
      HttpResponse<String> again =
          client.send("POST", "/v1/categories", same, "Idempotency-Key", "a");
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
      assertThat(again.body()).isEqualTo(first.body());
      String other = body();
      ApiClient.problem(
          client.send("POST", "/v1/categories", other, "Idempotency-Key", "b"),
          402,
          "payment_required");
      assertThat(grant(1).statusCode()).isEqualTo(201);
      assertThat(client.send("POST", "/v1/categories", other, "Idempotency-Key", "b").statusCode())
          .isEqualTo(201);
      settled(0);
    }

    @Test
    void isNoAnswerToTestKeysAndSessions() {
      has(0);
      assertThat(client.get("/v1/categories").statusCode()).isEqualTo(402);
      new ApiClient(fixture.testKey(Scopes.ALL)).read("/v1/categories");
      fixture.member(Role.VIEWER).read("/v1/categories");
    }

    @Test
    void holdsNoConnectionsOfOthersWhileManyOfOneTenantWait() throws Exception {
      List<ApiClient> keys =
          IntStream.range(0, WAITING)
              .mapToObj(i -> new ApiClient(fixture.key(Scopes.ALL)))
              .toList();
      othersPassWhileManyWait(thread -> keys.get(thread).get(ME).statusCode());
    }

    @Test
    void holdsNoneWhileManyAskAboutKeys() throws Exception {
      List<String> keys =
          IntStream.range(0, WAITING).mapToObj(i -> fixture.key(Scopes.ALL)).toList();
      ApiClient service = new ApiClient(fixture.testKey(Scopes.ALL));
      othersPassWhileManyWait(
          thread ->
              service
                  .post(KeyMaker.KEYS + "/actions/verify", "{\"key\":\"" + keys.get(thread) + "\"}")
                  .statusCode());
    }

    private void othersPassWhileManyWait(IntUnaryOperator call) throws Exception {
      Fixture other = Fixture.create();
      List<ApiClient> others =
          IntStream.range(0, OTHERS)
              .mapToObj(i -> new ApiClient(other.testKey(Scopes.ALL)))
              .toList();
      Future<List<Integer>> answers;
      ExecutorService runner = Executors.newSingleThreadExecutor();
      try (Connection holder = ServerIT.database()) {
        holder.setAutoCommit(false);
        Sql.list(
            holder,
            "select id from tenant where id = ? for update",
            row -> Sql.id(row, 1),
            fixture.tenant);
        answers =
            runner.submit(() -> Threads.run(WAITING, thread -> () -> call.applyAsInt(thread)));
        KeyMaker.eventually("its row is waited for", TenantCreditsIT::somebodyWaits);
        for (ApiClient one : others) {
          assertThat(one.get(ME).statusCode()).isEqualTo(200);
        }
        holder.rollback();
        assertThat(answers.get()).hasSize(WAITING).containsOnly(200);
      } finally {
        runner.shutdownNow();
      }
    }

    @Test
    void letsExactlyAsManyPassAsThereAreCredits() throws Exception {
      int credits = 700;
      has(credits);
      List<Integer> passed =
          Threads.run(
              64,
              thread ->
                  () -> {
                    int done = 0;
                    for (int i = 0; i < 20; i++) {
                      HttpResponse<String> answer =
                          (thread + i) % 3 == 0 ? write() : client.get("/api/v2/me");
                      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 402);
                      done += answer.statusCode() < 300 ? 1 : 0;
                    }
                    return done;
                  });
      assertThat(passed.stream().mapToInt(it -> it).sum()).isEqualTo(credits);
      settled(0);
    }
  }

  @Nested
  class NotFound404 {
    @Test
    void isAnotherTenant() {
      String other = "/v1/tenants/" + Fixture.create().tenant;
      for (String below : List.of("/credits", "/credit-entries", "/credit-entries/" + other)) {
        ApiClient.problem(owner.get(other + below), 404, "not_found");
      }
      ApiClient.problem(
          owner.post(other + "/credit-grants", "{\"amount\":1,\"reason\":\"x\"}"),
          404,
          "not_found");
      ApiClient.problem(owner.get("/v1/tenants/me/credits"), 404, "not_found");
    }
  }

  @Nested
  class Conflict409 {
    @Test
    void isTakingMoreThanThereIs() {
      client.read("/api/v2/me");
      ApiClient.problem(grant(-FREE), 409, "conflict");
      assertThat(grant(-FREE + 1).statusCode()).isEqualTo(201);
      settled(0);
    }

    @Test
    void isGrantingMoreThanAnyoneIs() {
      Fixture.run(
          "update tenant set credits = ? where id = ?", 999_999_999_999_999L, fixture.tenant);
      assertThat(grant(1).statusCode()).isEqualTo(201);
      ApiClient.problem(grant(1), 409, "conflict");
    }
  }

  @Nested
  class BadRequest400 {
    @Test
    void isAGrantThatIsNone() {
      JsonNode problem =
          ApiClient.problem(
              owner.post(path("/credit-grants"), "{\"amount\":0,\"reason\":\" \",\"kind\":1}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/amount", "/reason", "/kind");
      ApiClient.problem(owner.get(path("/credit-entries?kind=gift")), 400, "validation_error");
    }
  }

  @Nested
  class Forbidden403 {
    @Test
    void isGrantingForAllButOwnersInPerson() {
      String body = "{\"amount\":1,\"reason\":\"x\"}";
      ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
      ApiClient.problem(tenant.post(path("/credit-grants"), body), 403, "permission_denied");
      ApiClient.problem(client.post(path("/credit-grants"), body), 403, "permission_denied");
      ApiClient.problem(client.get(path("/credits")), 403, "permission_denied");
    }
  }

  @Nested
  class Marks {
    @Test
    void areToldOfOnceEachTime() throws Exception {
      has(100);
      spend(81);
      KeyMaker.eventually("20 % is told of", () -> marks().equals(List.of(20)));
      spend(18);
      KeyMaker.eventually("5 % is told of", () -> marks().equals(List.of(20, 5)));
      spend(1);
      KeyMaker.eventually("0 is told of", () -> marks().equals(List.of(20, 5, 0)));
      settled(0);
      assertThat(grant(900).statusCode()).isEqualTo(201);
      spend(750);
      KeyMaker.eventually("20 % is told of again", () -> marks().equals(List.of(20, 5, 0, 20)));
      settled(150);
    }

    @Test
    void areNobodyElsesTroubleWhereATrailIsBroken() throws Exception {
      String sequence = "update audit_chain set sequence = sequence %s 1 where tenant_id = ?";
      has(100);
      assertThat(grant(10).statusCode()).isEqualTo(201);
      Fixture.run(sequence.formatted("-"), fixture.tenant);
      spend(100);
      settled(10);
      assertThat(marks()).isEmpty();
      Fixture.run(sequence.formatted("+"), fixture.tenant);
      KeyMaker.eventually("20 % is told of", () -> marks().equals(List.of(20)));
    }

    private void spend(int calls) throws Exception {
      int threads = Math.min(8, calls);
      Threads.run(
          threads,
          thread ->
              () -> {
                for (int i = thread; i < calls; i += threads) {
                  client.read("/api/v2/me");
                }
                return 0;
              });
    }

    private List<Integer> marks() {
      return KeyMaker.deeds(ApiClient.json("{\"id\":\"" + fixture.tenant + "\"}")).stream()
          .filter(it -> it.action().equals("credits.low"))
          .map(it -> it.change("percent").path("after").intValue())
          .toList();
    }
  }

  @Nested
  class TheLedger {
    @Test
    void agreesAfterEverythingAtOnce() throws Exception {
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      List<Integer> paid =
          Threads.run(
              16,
              thread ->
                  () -> {
                    int units = 0;
                    for (int i = 0; i < 60; i++) {
                      HttpResponse<String> answer =
                          switch ((thread + i) % 5) {
                            case 0 -> write();
                            case 1 -> client.get("/v1/products/" + fixture.test);
                            case 2 -> test.post("/v1/categories", body());
                            case 3 -> client.post("/v1/categories", "{\"name\":\"\"}");
                            default -> client.get("/api/v2/me");
                          };
                      boolean live = (thread + i) % 5 != 2;
                      units += live && answer.statusCode() < 300 ? 1 : 0;
                      if (i % 10 == 0) {
                        assertThat(difference()).isZero();
                      }
                    }
                    return units;
                  });
      settled(FREE - paid.stream().mapToInt(it -> it).sum());
    }

    @Test
    void hasWhatADeadNodeUsedAndGetsBackTheRest() {
      client.read("/api/v2/me");
      settled(FREE - 1);
      UUID node = UUID.randomUUID();
      try (ServerClock clock = new ServerClock()) {
        Fixture.run(
            "insert into credit_node (id, last_seen, flushed) values (?, ?, 1)",
            node,
            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        Fixture.run("insert into credit_lease values (?, ?, 500)", node, fixture.tenant);
        Fixture.run("update tenant set credits = credits - 500 where id = ?", fixture.tenant);
        Fixture.run("insert into credit_charge values (?, 1, ?, 30)", node, fixture.tenant);
        chargedEvent(node, 2, 12);
        assertThat(difference()).isZero();
        assertThat(left()).isEqualTo(FREE - 43);
        clock.advance(Duration.ofSeconds(61));
        settled(FREE - 43);
        assertThat(number("select count(*) from credit_node where id = ?", node)).isZero();
        assertThat(number("select count(*) from credit_charge where node_id = ?", node)).isZero();
        assertThat(number("select count(*) from charged_event where node_id = ?", node)).isZero();
      }
    }

    private void chargedEvent(UUID node, long sequence, int units) {
      Fixture.run(
          "insert into charged_event (node_id, sequence, tenant_id, units, id, environment, type,"
              + " payload, occurred_at)"
              + " values (?, ?, ?, ?, ?, 'live', 'product.created', '{}', utc_timestamp(6))",
          node,
          sequence,
          fixture.tenant,
          units,
          Fixture.id());
    }

    @Test
    void hasWhatANodeWroteThatWasTakenForDead() {
      UUID node = UUID.randomUUID();
      client.read("/api/v2/me");
      settled(FREE - 1);
      try (ServerClock clock = new ServerClock()) {
        chargedEvent(node, 1, 30);
        KeyMaker.eventually(
            "it is known again",
            () -> number("select count(*) from credit_node where id = ?", node) == 1);
        clock.advance(Duration.ofSeconds(61));
        settled(FREE - 31);
      }
    }

    @Test
    void agreesAfterThisNodeWasTakenForDead() {
      client.read("/api/v2/me");
      assertThat(write().statusCode()).isEqualTo(201);
      settled(FREE - 2);
      // What another node does with one that was silent.
      Fixture.run(
          "update tenant t join credit_lease l on l.tenant_id = t.id"
              + " set t.credits = t.credits + l.amount, l.amount = 0 where t.id = ?",
          fixture.tenant);
      Fixture.run("delete from credit_lease where tenant_id = ?", fixture.tenant);
      client.read("/api/v2/me");
      assertThat(write().statusCode()).isEqualTo(201);
      KeyMaker.eventually("the ledger says so", () -> ledger() == FREE - 4);
      assertThat(difference()).isZero();
      client.read("/api/v2/me");
      settled(FREE - 5);
    }
  }
}
