package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
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

/** Every call of a key in force is counted once, and shown to whose key it was. */
class UsageIT extends ServerIT {
  private static final String PATH = "/v1/usage";
  private static final String TIERS = "/v1/loyalty/tiers";

  private final Fixture fixture = Fixture.create();
  private final String key = fixture.key(Scopes.ALL);
  private final ApiClient client = new ApiClient(key);

  // Who asks by a session is not counted.
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);

  private static void call(String key, String path, int times) {
    for (int i = 0; i < times; i++) {
      get(path, "X-API-Key", key);
    }
  }

  private List<JsonNode> rows(String query) {
    return rows(owner.read(PATH + query));
  }

  private static List<JsonNode> rows(JsonNode page) {
    return StreamSupport.stream(page.path("data").spliterator(), false).toList();
  }

  private static long sum(List<JsonNode> rows, String figure) {
    return rows.stream().mapToLong(row -> row.path(figure).asLong()).sum();
  }

  private void eventually(String query, long requests) {
    KeyMaker.eventually(requests + " of " + query, () -> sum(rows(query), "requests") == requests);
  }

  /** What rows say: their groups, then requests, errors and refusals. */
  private static List<String> told(List<JsonNode> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %s %d %d %d"
                    .formatted(
                        row.path("keyId").asText(),
                        row.path("capability").asText(),
                        row.path("status").asText(),
                        row.path("requests").asLong(),
                        row.path("errors").asLong(),
                        row.path("rateLimited").asLong()))
        .toList();
  }

  @Nested
  class Status200 {
    @Test
    void showsCallsByMinuteHourAndDay() {
      Instant before = Instant.now();
      call(key, TIERS, 3);
      for (String granularity : List.of("minute", "hour", "day")) {
        eventually("?granularity=" + granularity, 3);
        JsonNode row = rows("?granularity=" + granularity).get(0);
        List<String> members = new ArrayList<>();
        row.fieldNames().forEachRemaining(members::add);
        assertThat(members)
            .containsExactly(
                "time",
                "keyId",
                "capability",
                "status",
                "requests",
                "errors",
                "rateLimited",
                "credits",
                "latency");
        assertThat(Instant.parse(row.path("time").asText()))
            .isBetween(before.truncatedTo(ChronoUnit.DAYS), Instant.now());
        double p50 = row.at("/latency/p50").asDouble();
        double p95 = row.at("/latency/p95").asDouble();
        double p99 = row.at("/latency/p99").asDouble();
        assertThat(p50).isPositive().isLessThanOrEqualTo(p95);
        assertThat(p95).isLessThanOrEqualTo(p99);
      }
      assertThat(rows("").get(0).path("keyId").isNull()).isTrue();
    }

    @Test
    void tellsApartByKeyCapabilityAndStatus() {
      String limited = fixture.key(Scopes.of(Scope.STORE_READ), "2;w=60");
      call(limited, TIERS, 3);
      call(key, TIERS, 2);
      call(key, "/v1/products/" + Fixture.id(), 1);
      String poor = fixture.key(Scopes.of(Scope.PRODUCTS_READ));
      call(poor, TIERS, 1);
      eventually("", 7);
      String limitedId = Fixture.idOf(limited).toString();
      String keyId = Fixture.idOf(key).toString();
      String poorId = Fixture.idOf(poor).toString();
      String capability = capabilityOf(TIERS);
      assertThat(told(rows("?groupBy=status,capability,key&granularity=day")))
          .containsExactly(
              keyId + " " + capability + " 200 2 0 0",
              keyId + " products.read 404 1 1 0",
              limitedId + " " + capability + " 200 2 0 0",
              limitedId + " " + capability + " 429 1 0 1",
              poorId + " " + capability + " 403 1 1 0");
      assertThat(told(rows("?granularity=day"))).containsExactly("null null null 7 2 1");
      assertThat(told(rows("?granularity=day&groupBy=status")))
          .containsExactly(
              "null null 200 4 0 0",
              "null null 403 1 1 0",
              "null null 404 1 1 0",
              "null null 429 1 0 1");
      assertThat(told(rows("?granularity=day&groupBy=capability")))
          .containsExactly("null " + capability + " null 6 1 1", "null products.read null 1 1 0");
      assertThat(told(rows("?granularity=day&keyId=" + limitedId)))
          .containsExactly("null null null 3 0 1");
      assertThat(told(rows("?granularity=day&capability=products.read&groupBy=key")))
          .containsExactly(keyId + " null null 1 1 0");
      assertThat(rows("?granularity=day&capability=products.rea%25")).isEmpty();
      assertThat(rows("?granularity=day&keyId=" + Fixture.id())).isEmpty();
    }

    private String capabilityOf(String path) {
      return Contract.read().operations().stream()
          .filter(it -> it.path().equals(path) && it.method().equals("GET"))
          .findFirst()
          .orElseThrow()
          .name();
    }

    @Test
    void countsNobodyWhoIsNoKeyInForce() {
      String address = Addresses.fresh();
      String expired = fixture.keyUntil(Instant.now().minusSeconds(1));
      for (String refused :
          List.of(expired, Fixture.FORMAT.issue(Environment.LIVE, Fixture.id()).text(), "x")) {
        assertThat(get(TIERS, "X-API-Key", refused, "X-Forwarded-For", address).statusCode())
            .isEqualTo(401);
      }
      owner.read("/v1/organizations");
      get("/v1/nothing", "X-API-Key", key);
      call(key, TIERS, 1);
      eventually("", 1);
      assertThat(told(rows("?groupBy=key,status")))
          .containsExactly(Fixture.idOf(key) + " null 200 1 0 0");
    }

    @Test
    void countsEveryCallOfManyThreadsOnce() throws Exception {
      List<String> keys = IntStream.range(0, 5).mapToObj(i -> fixture.key(Scopes.ALL)).toList();
      Threads.run(
          4,
          thread ->
              () -> {
                for (int i = 0; i < 150; i++) {
                  call(keys.get(i % keys.size()), i % 3 == 0 ? "/v1/products/x" : TIERS, 1);
                }
                return null;
              });
      eventually("", 600);
      for (String granularity : List.of("minute", "hour", "day")) {
        List<JsonNode> rows = rows("?groupBy=key,status&granularity=" + granularity);
        assertThat(sum(rows, "requests")).isEqualTo(600);
        assertThat(sum(rows, "errors")).isEqualTo(200);
      }
    }

    @Test
    void addsUpToTheSameByMinuteHourAndDay() {
      Instant before = Instant.now();
      try (ServerClock clock = new ServerClock()) {
        for (Duration step : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(25))) {
          clock.advance(step);
          call(key, TIERS, 1);
        }
        KeyMaker.eventually("three by the hour", () -> written("usage_hour") == 3);
        for (String table : List.of("usage_minute", "usage_hour", "usage_day")) {
          assertThat(written(table)).as(table).isEqualTo(3);
        }
        ApiClient reader = new ApiClient(fixture.tenantKey(Scopes.ALL));
        String own = "&keyId=" + Fixture.idOf(key) + "&from=" + before;
        assertThat(requests(reader, "hour", own)).containsExactly(1L, 1L, 1L);
        assertThat(requests(reader, "minute", own)).containsExactly(1L, 1L, 1L);
        assertThat(requests(reader, "day", own).stream().mapToLong(it -> it).sum()).isEqualTo(3);
      }
    }

    private List<Long> requests(ApiClient reader, String granularity, String query) {
      return rows(reader.read(PATH + "?granularity=" + granularity + query)).stream()
          .map(row -> row.path("requests").asLong())
          .toList();
    }

    private long written(String table) {
      return number("select coalesce(sum(requests), 0) from " + table + " where tenant_id = ?");
    }

    @Test
    void showsAnOrganizationItsOwnAndATenantAll() {
      Fixture sibling = fixture.sibling();
      Fixture stranger = Fixture.create();
      String siblingKey = sibling.key(Scopes.ALL);
      String tenantKey = fixture.tenantKey(Scopes.ALL);
      call(key, TIERS, 1);
      call(siblingKey, TIERS, 2);
      call(tenantKey, "/v1/organizations", 4);
      call(stranger.key(Scopes.ALL), TIERS, 8);
      eventually("", 7);
      MemberClient own = fixture.member(Role.VIEWER);
      assertThat(sum(rows(own.read(PATH)), "requests")).isEqualTo(1);
      assertThat(sum(rows(sibling.member(Role.OWNER).read(PATH)), "requests")).isEqualTo(2);
      assertThat(
              sum(
                  rows(owner.read(PATH, "X-Organization-Id", sibling.organization.toString())),
                  "requests"))
          .isEqualTo(2);
      assertThat(sum(rows("?organizationId=" + fixture.organization), "requests")).isEqualTo(1);
      assertThat(rows("?organizationId=" + stranger.organization)).isEmpty();
      assertThat(rows("?keyId=" + Fixture.idOf(stranger.key(Scopes.ALL)))).isEmpty();
      for (String filter :
          List.of(
              "organizationId=" + sibling.organization,
              "organizationId=" + stranger.organization,
              "keyId=" + Fixture.idOf(siblingKey),
              "keyId=" + Fixture.idOf(tenantKey))) {
        assertThat(rows(own.read(PATH + "?" + filter))).as(filter).isEmpty();
      }
      assertThat(told(rows("?groupBy=key&organizationId=" + sibling.organization)))
          .containsExactly(Fixture.idOf(siblingKey) + " null null 2 0 0");
    }

    @Test
    void keepsRowsForTheirTime() {
      Map<String, List<Duration>> ages =
          Map.of(
              "usage_minute", List.of(Duration.ofHours(49), Duration.ofHours(47)),
              "usage_hour", List.of(Duration.ofDays(91), Duration.ofDays(89)),
              "usage_day", List.of(Duration.ofDays(733), Duration.ofDays(729)));
      ages.forEach(
          (table, times) ->
              times.forEach(age -> insert(table, Instant.now().minus(age), Fixture.id(), 1)));
      for (String table : ages.keySet()) {
        KeyMaker.eventually("one row of " + table, () -> count(table) == 1);
      }
    }

    private long count(String table) {
      return number("select count(*) from " + table + " where tenant_id = ?");
    }

    private long number(String sql) {
      String literal = "x'" + HexFormat.of().formatHex(Fixture.bytes(fixture.tenant)) + "'";
      try (Connection connection = database();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql.replace("?", literal))) {
        row.next();
        return row.getLong(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void losesAndDoublesNothingWhileTheDatabaseIsAway() {
      // Answers without the database, as long as the key is remembered.
      String path = "/v1/products/x";
      List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
      Runnable calls =
          () -> {
            for (int i = 0; i < 50; i++) {
              statuses.add(client.get(path).statusCode());
            }
          };
      calls.run();
      ItSession.whileDatabaseIsAway(calls);
      calls.run();
      long answered = statuses.stream().filter(status -> status == 404).count();
      assertThat(answered).isGreaterThanOrEqualTo(50);
      KeyMaker.eventually("it answers", () -> owner.get(PATH).statusCode() == 200);
      String query = "?granularity=%s&capability=products.read&groupBy=status";
      for (String granularity : List.of("minute", "hour", "day")) {
        KeyMaker.eventually(
            answered + " by the " + granularity,
            () ->
                rows(query.formatted(granularity)).stream()
                        .filter(row -> row.path("status").asInt() == 404)
                        .mapToLong(row -> row.path("requests").asLong())
                        .sum()
                    == answered);
      }
    }
  }

  /** Adds a row past the application. */
  private void insert(String table, Instant time, UUID of, int requests) {
    insert(table, time, of, "some.thing", 200, requests, 10);
  }

  private void insert(
      String table,
      Instant time,
      UUID of,
      String capability,
      int status,
      int requests,
      int bucket) {
    String columns = String.join(", ", IntStream.range(0, 36).mapToObj(i -> "l" + i).toList());
    String values =
        String.join(
            ", ", IntStream.range(0, 36).mapToObj(i -> i == bucket ? "" + requests : "0").toList());
    Fixture.run(
        "insert into %s (tenant_id, time, key_id, capability, status, organization_id, requests, credits, %s)"
                .formatted(table, columns)
            + " values (?, from_unixtime(%d), ?, '%s', %d, ?, %d, %d, %s)"
                .formatted(
                    time.getEpochSecond(), capability, status, requests, 2 * requests, values),
        fixture.tenant,
        of,
        fixture.organization);
  }

  @Nested
  class APage {
    private static final int HOURS = 6;
    private static final int ROWS = 90;

    private final Instant first =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
    private final Map<String, long[]> naive = new TreeMap<>();

    private void fill(List<String> groups) {
      Random random = new Random(5);
      List<UUID> keys = List.of(Fixture.id(), Fixture.id(), new UUID(0, 0), Fixture.id());
      List<String> capabilities = List.of("a.b", "c.d", "*", "c.e");
      List<Integer> statuses = List.of(200, 404, 429);
      List<String> made = new ArrayList<>();
      while (made.size() < ROWS) {
        int hour = random.nextInt(HOURS);
        UUID of = keys.get(random.nextInt(keys.size()));
        String capability = capabilities.get(random.nextInt(capabilities.size()));
        int status = statuses.get(random.nextInt(statuses.size()));
        String id = hour + " " + of + " " + capability + " " + status;
        if (!made.contains(id)) {
          made.add(id);
          int requests = 1 + random.nextInt(9);
          Instant time = first.plus(Duration.ofHours(hour));
          insert("usage_hour", time, of, capability, status, requests, random.nextInt(36));
          String group =
              "%s %s %s %s"
                  .formatted(
                      time,
                      groups.contains("key") && of.getMostSignificantBits() != 0 ? of : "null",
                      groups.contains("capability") ? capability : "null",
                      groups.contains("status") ? status : "null");
          long[] sums = naive.computeIfAbsent(group, it -> new long[4]);
          sums[0] += requests;
          sums[1] += status == 404 ? requests : 0;
          sums[2] += status == 429 ? requests : 0;
          sums[3] += 2 * requests;
        }
      }
    }

    private Map<String, long[]> sums(List<JsonNode> rows) {
      Map<String, long[]> sums = new TreeMap<>();
      for (JsonNode row : rows) {
        String group =
            "%s %s %s %s"
                .formatted(
                    Instant.parse(row.path("time").asText()),
                    row.path("keyId").asText(),
                    row.path("capability").asText(),
                    row.path("status").asText());
        long[] figures =
            List.of("requests", "errors", "rateLimited", "credits").stream()
                .mapToLong(figure -> row.path(figure).asLong())
                .toArray();
        assertThat(sums.put(group, figures)).as(group).isNull();
      }
      return sums;
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "key",
          "capability",
          "status",
          "key,capability",
          "key,status",
          "capability,status",
          "key,capability,status"
        })
    void hasEveryRowOnceInAscendingTimeAndTheSumsOfANaiveTwin(String groupBy) {
      fill(List.of(groupBy.split(",")));
      String query =
          "?from="
              + first
              + "&to="
              + first.plus(Duration.ofHours(HOURS))
              + (groupBy.isEmpty() ? "" : "&groupBy=" + groupBy);
      List<JsonNode> whole = rows(query + "&limit=1000");
      assertThat(sums(whole)).usingRecursiveComparison().isEqualTo(naive);
      assertThat(whole.stream().map(row -> row.path("time").asText()).toList()).isSorted();
      List<JsonNode> walked = new ArrayList<>();
      JsonNode page = owner.read(PATH + query + "&limit=7");
      assertThat(page.at("/pagination/previousCursor").isNull()).isTrue();
      walked.addAll(rows(page));
      while (page.at("/pagination/nextCursor").isTextual()) {
        page = turn(query, page, "nextCursor");
        walked.addAll(rows(page));
      }
      assertThat(walked).isEqualTo(whole);
      List<JsonNode> back = new ArrayList<>(rows(page));
      while (page.at("/pagination/previousCursor").isTextual()) {
        page = turn(query, page, "previousCursor");
        back.addAll(0, rows(page));
      }
      assertThat(back).isEqualTo(whole);
      String organization = "&organizationId=" + fixture.organization;
      assertThat(rows(query + "&limit=1000" + organization)).isEqualTo(whole);
    }

    private JsonNode turn(String query, JsonNode page, String way) {
      return owner.read(
          PATH + query + "&limit=7&cursor=" + page.at("/pagination/" + way).textValue());
    }

    @Test
    void hasPercentilesOfTheWholeGroup() {
      // 90 of 0.5 to 0.7 ms, 8 of 16 to 23 ms, 2 of more than 16 s.
      insert("usage_hour", first, Fixture.id(), "a.b", 200, 90, 5);
      insert("usage_hour", first, Fixture.id(), "a.b", 200, 8, 15);
      insert("usage_hour", first, Fixture.id(), "a.c", 500, 2, 35);
      JsonNode row = rows("?from=" + first + "&to=" + first.plusSeconds(1)).get(0);
      assertThat(row.at("/latency/p50").asDouble()).isBetween(0.5, 0.708);
      assertThat(row.at("/latency/p95").asDouble()).isBetween(16.0, 22.63);
      assertThat(row.at("/latency/p99").asDouble()).isEqualTo(16384);
      assertThat(row.path("errors").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "59, 60", "61, 121"})
    void hasTheWholeHoursThatItsRangeTouches(long fromMinute, long toMinute) {
      LongStream.range(0, 3)
          .forEach(hour -> insert("usage_hour", first.plusSeconds(3600 * hour), Fixture.id(), 1));
      List<String> times =
          rows(
                  "?from=%s&to=%s"
                      .formatted(
                          first.plusSeconds(60 * fromMinute), first.plusSeconds(60 * toMinute)))
              .stream()
              .map(row -> row.path("time").asText())
              .toList();
      long begins = fromMinute / 60;
      long ends = (toMinute + 59) / 60;
      assertThat(times.stream().map(Instant::parse).toList())
          .isEqualTo(
              LongStream.range(begins, ends)
                  .mapToObj(hour -> first.plusSeconds(3600 * hour))
                  .toList());
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      JsonNode problem =
          client.refused(
              PATH
                  + "?from=yesterday&to=2026&granularity=week&groupBy=key,time&keyId=1"
                  + "&organizationId=me&limit=0&capability="
                  + "a".repeat(101),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "from",
              "to",
              "granularity",
              "groupBy",
              "keyId",
              "organizationId",
              "limit",
              "capability");
    }

    @ParameterizedTest
    @CsvSource({
      "2026-05-01T00:00:00Z, 2026-05-01T00:00:00Z",
      "2026-05-01T00:00:01Z, 2026-05-01T00:00:00Z",
      "9999-12-31T23:59:59Z, 0000-01-01T00:00:00Z"
    })
    void wantsAnEndAfterTheBeginning(String from, String to) {
      JsonNode problem =
          client.refused(PATH + "?from=" + from + "&to=" + to, 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("to");
    }

    @Test
    void refusesACursorOfOtherFilters() {
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      insert("usage_hour", hour.minusSeconds(3600), Fixture.id(), 1);
      insert("usage_hour", hour.minusSeconds(7200), Fixture.id(), 1);
      HttpResponse<String> page = owner.get(PATH + "?limit=1");
      String next = "&cursor=" + ApiClient.json(page).at("/pagination/nextCursor").textValue();
      assertThat(owner.get(PATH + "?limit=1" + next).statusCode()).isEqualTo(200);
      for (String filter :
          List.of(
              "&granularity=day",
              "&groupBy=key",
              "&keyId=" + Fixture.id(),
              "&organizationId=" + fixture.organization,
              "&capability=a.b",
              "&from=2026-04-01T00:00:00Z",
              "&to=2126-04-01T00:00:00Z")) {
        ProblemCheck.of(owner.get(PATH + "?limit=1" + next + filter), 400, "invalid_cursor");
      }
      ProblemCheck.of(client.get(PATH + "?limit=1" + next), 400, "invalid_cursor");
      ProblemCheck.of(
          Fixture.create().tenantMember(Role.OWNER).get(PATH + "?limit=1" + next),
          400,
          "invalid_cursor");
    }
  }

  @Nested
  class Status403 {
    @Test
    void isForWhoeverLacksTheScope() {
      JsonNode problem =
          new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ, Scope.AUDIT_READ)))
              .refused(PATH, 403, "insufficient_scope");
      assertThat(problem.path("missing_scopes").toString()).isEqualTo("[\"usage:read\"]");
    }
  }

  @Nested
  class Status404 {
    @Test
    void isForAnOrganizationOfOthers() {
      String other = Fixture.create().organization.toString();
      ProblemCheck.of(owner.get(PATH, "X-Organization-Id", other), 404, "not_found");
    }
  }
}
