package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody sees what was done in what is theirs, and whoever meddles with the rows is found. */
class AuditIT extends ServerIT {
  private static final String PATH = "/v1/audit-events";
  private static final String VERIFY = PATH + "/actions/verify";

  private final Fixture fixture = Fixture.create();
  private final ApiClient tenant = new ApiClient(fixture.tenantKey(Scopes.ALL));
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);

  private void rename(Fixture of, String name) {
    HttpResponse<String> answer =
        tenant.patch("/v1/organizations/" + of.organization, "{\"name\":\"" + name + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void rename(int times) {
    IntStream.rangeClosed(1, times).forEach(i -> rename(fixture, "Name " + i));
  }

  private JsonNode verified() {
    return verified(tenant);
  }

  private static JsonNode verified(ApiClient client) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri(VERIFY))
                .header("X-API-Key", client.key())
                .POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer);
  }

  private List<String> names(String query) {
    return names(tenant.read(PATH + query));
  }

  private static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.path("data").spliterator(), false)
        .map(event -> event.at("/changes/name/after").asText())
        .toList();
  }

  @Nested
  class Status200 {
    @Test
    void showsWhoDidWhatToWhatAndFromWhere() {
      HttpResponse<String> answer =
          owner.patch(
              "/v1/organizations/" + fixture.organization,
              "{\"name\":\"New\"}",
              "X-Forwarded-For",
              "198.51.100.7",
              "X-Request-Id",
              "audit-it");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode event = tenant.read(PATH).at("/data/0");
      List<String> members = new ArrayList<>();
      event.fieldNames().forEachRemaining(members::add);
      assertThat(members)
          .containsExactly(
              "id",
              "time",
              "timeMicros",
              "actor",
              "action",
              "target",
              "organizationId",
              "address",
              "requestId",
              "sequence",
              "changes",
              "previousHash",
              "hash");
      assertThat(event.path("actor").toString())
          .isEqualTo("{\"type\":\"member\",\"id\":\"" + owner.id() + "\",\"name\":\"A member\"}");
      assertThat(event.path("action").asText()).isEqualTo("organization.updated");
      assertThat(event.path("target").toString())
          .isEqualTo("{\"type\":\"organization\",\"id\":\"" + fixture.organization + "\"}");
      assertThat(event.path("address").asText()).isEqualTo("198.51.100.7");
      assertThat(event.path("requestId").asText()).isEqualTo("audit-it");
      assertThat(event.path("changes").toString())
          .isEqualTo("{\"name\":{\"before\":\"An organization\",\"after\":\"New\"}}");
      assertThat(event.path("sequence").asLong()).isEqualTo(1);
      assertThat(event.path("previousHash").asText()).isEqualTo("0".repeat(64));
    }

    @Test
    void letsAnybodyMakeTheHashesAgain() throws Exception {
      rename(5);
      String previous = "0".repeat(64);
      JsonNode page = tenant.read(PATH);
      for (int i = page.path("data").size() - 1; i >= 0; i--) {
        JsonNode event = page.path("data").path(i);
        assertThat(event.path("previousHash").asText()).isEqualTo(previous);
        previous = hash(event);
        assertThat(event.path("hash").asText()).isEqualTo(previous);
      }
    }

    private String hash(JsonNode event) throws Exception {
      ArrayNode all = new ObjectMapper().createArrayNode();
      all.add(fixture.tenant.toString()).add(event.path("sequence")).add(event.path("id"));
      all.add(event.path("organizationId")).add(event.path("timeMicros"));
      all.add(event.at("/actor/type")).add(event.at("/actor/id")).add(event.at("/actor/name"));
      all.add(event.path("action")).add(event.at("/target/type")).add(event.at("/target/id"));
      all.add(event.path("address")).add(event.path("requestId"));
      all.add(event.path("changes").toString()).add(event.path("previousHash"));
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void listsTheNewestFirstInPages() {
      rename(5);
      JsonNode first = tenant.read(PATH + "?limit=2");
      assertThat(names(first)).containsExactly("Name 5", "Name 4");
      JsonNode second =
          tenant.read(PATH + "?limit=2&cursor=" + first.at("/pagination/nextCursor").asText());
      assertThat(names(second)).containsExactly("Name 3", "Name 2");
      JsonNode last =
          tenant.read(PATH + "?limit=2&cursor=" + second.at("/pagination/nextCursor").asText());
      assertThat(names(last)).containsExactly("Name 1");
      assertThat(last.at("/pagination/nextCursor").isNull()).isTrue();
      JsonNode back =
          tenant.read(PATH + "?limit=2&cursor=" + last.at("/pagination/previousCursor").asText());
      assertThat(names(back)).containsExactly("Name 3", "Name 2");
    }

    @Test
    void showsAnOrganizationItsOwnAndATenantAll() {
      Fixture sibling = fixture.sibling();
      Fixture stranger = Fixture.create();
      rename(fixture, "Ours");
      rename(sibling, "Sibling's");
      owner.patch("/v1/tenant", "{\"name\":\"Tenant's\"}");
      assertThat(names("")).containsExactly("Tenant's", "Sibling's", "Ours");
      assertThat(names(owner.read(PATH))).containsExactly("Tenant's", "Sibling's", "Ours");
      assertThat(names(new ApiClient(fixture.key(Scopes.ALL)).read(PATH))).containsExactly("Ours");
      assertThat(names(fixture.member(Role.VIEWER).read(PATH))).containsExactly("Ours");
      assertThat(names(new ApiClient(sibling.testKey(Scopes.ALL)).read(PATH)))
          .containsExactly("Sibling's");
      assertThat(names(new ApiClient(stranger.tenantKey(Scopes.ALL)).read(PATH))).isEmpty();
      assertThat(names(owner.read(PATH, "X-Organization-Id", sibling.organization.toString())))
          .containsExactly("Sibling's");
    }

    @Test
    void findsNothingOfOthersByAnyFilter() {
      rename(fixture, "Ours");
      JsonNode event = tenant.read(PATH).at("/data/0");
      Fixture stranger = Fixture.create();
      ApiClient sibling = new ApiClient(fixture.sibling().key(Scopes.ALL));
      for (ApiClient other : List.of(sibling, new ApiClient(stranger.tenantKey(Scopes.ALL)))) {
        assertThat(names(other.read(PATH + "?actor=" + event.at("/actor/id").asText()))).isEmpty();
        assertThat(names(other.read(PATH + "?target=" + fixture.organization))).isEmpty();
        assertThat(names(other.read(PATH + "?action=organization.updated"))).isEmpty();
      }
    }

    @Test
    void narrowsByActorActionAndTarget() {
      Fixture sibling = fixture.sibling();
      rename(fixture, "One");
      rename(sibling, "Two");
      owner.patch("/v1/organizations/" + sibling.organization, "{\"name\":\"Three\"}");
      owner.patch("/v1/tenant", "{\"name\":\"Four\"}");
      String key = Fixture.idOf(tenant.key()).toString();
      assertThat(names("?actor=" + owner.id())).containsExactly("Four", "Three");
      assertThat(names("?actor=" + key)).containsExactly("Two", "One");
      assertThat(names("?action=organization.updated")).containsExactly("Three", "Two", "One");
      assertThat(names("?action=tenant.updated")).containsExactly("Four");
      assertThat(names("?action=Tenant.updated")).isEmpty();
      assertThat(names("?action=tenant.upd%25")).isEmpty();
      assertThat(names("?action=")).hasSize(4);
      assertThat(names("?target=" + sibling.organization)).containsExactly("Three", "Two");
      assertThat(names("?target=" + fixture.tenant)).containsExactly("Four");
      assertThat(
              names(
                  "?actor=" + key + "&action=organization.updated&target=" + sibling.organization))
          .containsExactly("Two");
      assertThat(names("?actor=" + Fixture.id())).isEmpty();
    }

    @Test
    void narrowsByTime() {
      List<Instant> times = new ArrayList<>();
      try (ServerClock clock = new ServerClock()) {
        for (String name : List.of("One", "Two", "Three")) {
          clock.advance(Duration.ofDays(1));
          rename(fixture, name);
          long micros = tenant.read(PATH).at("/data/0/timeMicros").asLong();
          times.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS));
        }
      }
      Instant two = times.get(1);
      assertThat(names("?from=" + two)).containsExactly("Three", "Two");
      assertThat(names("?from=" + two.plusMillis(1))).containsExactly("Three");
      assertThat(names("?to=" + two)).containsExactly("One");
      assertThat(names("?to=" + two.plusMillis(1))).containsExactly("Two", "One");
      assertThat(names("?from=" + two + "&to=" + two.plusMillis(1))).containsExactly("Two");
      assertThat(names("?from=" + two + "&to=" + two)).isEmpty();
      assertThat(names("?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")).hasSize(3);
      assertThat(names("?to=0000-01-01T00:00:00Z")).isEmpty();
      assertThat(names("?from=9999-12-31T23:59:59Z")).isEmpty();
      JsonNode page = tenant.read(PATH + "?limit=1&from=" + two);
      String next = page.at("/pagination/nextCursor").asText();
      assertThat(names("?limit=1&from=" + two + "&cursor=" + next)).containsExactly("Two");
    }

    @Test
    void keepsTheOrderOfTheChainWhileTheClockStandsBehindIt() {
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofDays(2));
        rename(fixture, "Ahead");
      }
      rename(20);
      JsonNode page = tenant.read(PATH);
      List<Long> sequences =
          StreamSupport.stream(page.path("data").spliterator(), false)
              .map(event -> event.path("sequence").asLong())
              .toList();
      assertThat(sequences)
          .isEqualTo(IntStream.iterate(21, i -> i - 1).limit(21).mapToObj(i -> (long) i).toList());
      assertThat(verified().path("valid").asBoolean()).isTrue();
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      JsonNode problem =
          tenant.refused(
              PATH
                  + "?actor=me&target=1&from=yesterday&to=2026-04-01&limit=1001&action="
                  + "a".repeat(65),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("actor", "target", "from", "to", "limit", "action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "action", "target", "from", "to"})
    void takesEveryFilterOnce(String name) {
      String value = name.length() < 5 ? "2026-04-01T00:00:00Z" : Fixture.id().toString();
      String both = "?" + name + "=" + value + "&" + name + "=" + value;
      JsonNode problem = tenant.refused(PATH + both, 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(name);
    }

    @Test
    void refusesACursorOfOtherFilters() {
      rename(3);
      String next = tenant.read(PATH + "?limit=1").at("/pagination/nextCursor").asText();
      for (String filter :
          List.of(
              "&action=organization.updated",
              "&actor=" + owner.id(),
              "&target=" + fixture.organization,
              "&from=2026-04-01T00:00:00Z",
              "&to=2126-04-01T00:00:00Z")) {
        tenant.refused(PATH + "?limit=1&cursor=" + next + filter, 400, "invalid_cursor");
      }
      ApiClient ofOne = new ApiClient(fixture.key(Scopes.ALL));
      ofOne.refused(PATH + "?limit=1&cursor=" + next, 400, "invalid_cursor");
    }
  }

  @Nested
  class Status403 {
    @Test
    void asksForTheScope() {
      Scopes others = Scopes.of(Scope.AUDIT_READ).missing(Scopes.ALL);
      ApiClient key = new ApiClient(fixture.tenantKey(others));
      key.refused(PATH, 403, "insufficient_scope");
      ApiClient.problem(key.post(VERIFY, "{}"), 403, "insufficient_scope");
    }

    @Test
    void verifiesForNobodyOfOneOrganization() {
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      ApiClient.problem(key.post(VERIFY, "{}"), 403, "permission_denied");
      ApiClient.problem(fixture.member(Role.OWNER).post(VERIFY, "{}"), 403, "permission_denied");
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesAnotherTenantsOrganization() {
      String foreign = Fixture.create().organization.toString();
      ApiClient.problem(owner.get(PATH, "X-Organization-Id", foreign), 404, "not_found");
      ApiClient ofOne = new ApiClient(fixture.key(Scopes.ALL));
      String sibling = fixture.sibling().organization.toString();
      HttpResponse<String> answer =
          get(PATH, "X-API-Key", ofOne.key(), "X-Organization-Id", sibling);
      ApiClient.problem(answer, 404, "not_found");
    }
  }

  @Nested
  class Verification {
    private static final int EVENTS = 12;

    private void breaksAt(int checked, long sequence, String reason) {
      JsonNode found = verified();
      assertThat(found.path("valid").asBoolean()).as(found.toString()).isFalse();
      assertThat(found.at("/firstBroken/reason").asText()).isEqualTo(reason);
      assertThat(found.at("/firstBroken/sequence").asLong()).isEqualTo(sequence);
      assertThat(found.path("checked").asInt()).isEqualTo(checked);
    }

    private void sql(String statement) {
      assertThat(Fixture.run(statement, fixture.tenant)).isPositive();
    }

    @Test
    void holdsBeforeAndAfterEvents() {
      assertThat(verified().toString())
          .isEqualTo("{\"valid\":true,\"checked\":0,\"firstBroken\":null}");
      rename(EVENTS);
      assertThat(verified().toString())
          .isEqualTo("{\"valid\":true,\"checked\":" + EVENTS + ",\"firstBroken\":null}");
      HttpResponse<String> ofViewer = fixture.tenantMember(Role.VIEWER).post(VERIFY, "{}");
      assertThat(ofViewer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "id = x'019d488f110070008000000000000000'",
          "organization_id = null",
          "time = time + interval 1 microsecond",
          "actor_type = 'system'",
          "actor_id = null",
          "actor_name = 'Somebody else'",
          "action = 'organization.Updated'",
          "target_type = 'tenant'",
          "target_id = tenant_id",
          "address = null",
          "request_id = 'another'",
          "changes = '{}'",
          "changes = concat(changes, ' ')",
          "changes = 'no json'",
          "previous_hash = repeat(x'00', 32)",
          "hash = repeat(x'00', 32)"
        })
    void findsAChangedRow(String assignment) {
      rename(EVENTS);
      sql("update audit_event set " + assignment + " where tenant_id = ? and sequence = 5");
      breaksAt(4, 5, "changed");
      assertThat(tenant.get(PATH).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "12, 12"})
    void findsARemovedRow(int sequence, int missing) {
      rename(EVENTS);
      sql("delete from audit_event where tenant_id = ? and sequence = " + sequence);
      breaksAt(missing - 1, missing, "missing");
      assertThat(verified().at("/firstBroken/id").isNull()).isTrue();
    }

    @Test
    void findsThatAllOfThemAreGone() {
      rename(EVENTS);
      sql("delete from audit_event where tenant_id = ?");
      breaksAt(0, 1, "missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 13, 99})
    void findsAnInsertedRow(int sequence) {
      rename(EVENTS);
      copy(sequence);
      breaksAt(sequence < 1 ? 0 : EVENTS, sequence, "inserted");
    }

    private void copy(int sequence) {
      Fixture.run(
          "insert into audit_event select ?, tenant_id, organization_id, "
              + sequence
              + ", time, actor_type, actor_id, actor_name, action, target_type, target_id,"
              + " address, request_id, changes, previous_hash, hash from audit_event"
              + " where tenant_id = ? and sequence = 12",
          Fixture.id(),
          fixture.tenant);
    }

    @Test
    void findsARowPutBetween() {
      rename(EVENTS);
      sql(
          "update audit_event set sequence = sequence + 1 where tenant_id = ? and sequence > 5"
              + " order by sequence desc");
      Fixture.run(
          "insert into audit_event select ?, tenant_id, organization_id, 6, time, actor_type,"
              + " actor_id, actor_name, action, target_type, target_id, address, request_id,"
              + " changes, hash, hash from audit_event where tenant_id = ? and sequence = 5",
          Fixture.id(),
          fixture.tenant);
      breaksAt(5, 6, "changed");
    }

    @Test
    void findsRowsThatChangedPlaces() {
      rename(EVENTS);
      sql("update audit_event set sequence = 100 where tenant_id = ? and sequence = 3");
      sql("update audit_event set sequence = 3 where tenant_id = ? and sequence = 8");
      sql("update audit_event set sequence = 8 where tenant_id = ? and sequence = 100");
      breaksAt(2, 3, "changed");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "sequence = 11",
          "sequence = 13",
          "hash = repeat(x'00', 32)",
          "time = time + interval 1 day",
          "secret_id = 1",
          "secret_id = 77",
          "secret_id = -5",
          "seal = repeat(x'00', 32)"
        })
    void findsAnEndThatIsNotOurs(String assignment) {
      rename(EVENTS);
      sql("update audit_chain set " + assignment + " where tenant_id = ?");
      assertThat(verified().at("/firstBroken/reason").asText()).isEqualTo("head");
    }

    @Test
    void findsThatTheEndIsGone() {
      rename(EVENTS);
      sql("delete from audit_chain where tenant_id = ?");
      breaksAt(0, 0, "head");
    }

    @Test
    void findsAShortenedChainWhoseEndWasMovedBack() {
      rename(EVENTS);
      sql("delete from audit_event where tenant_id = ? and sequence > 9");
      sql(
          "update audit_chain c join audit_event e on e.tenant_id = c.tenant_id and e.sequence = 9"
              + " set c.sequence = 9, c.hash = e.hash, c.time = e.time where c.tenant_id = ?");
      breaksAt(9, 9, "head");
    }

    @Test
    void looksOnlyAtTheCallersTenant() {
      rename(3);
      Fixture stranger = Fixture.create();
      sql("update audit_event set action = 'nothing' where tenant_id = ? and sequence = 2");
      assertThat(verified(new ApiClient(stranger.tenantKey(Scopes.ALL))).path("valid").asBoolean())
          .isTrue();
      breaksAt(1, 2, "changed");
    }
  }

  @Nested
  class AtOnce {
    private static final int THREADS = 8;
    private static final int CHANGES = 150;

    @Test
    void hundredsOfChangesMakeOneChainWithoutGap() throws Exception {
      List<Fixture> organizations =
          IntStream.range(0, THREADS).mapToObj(i -> i < 2 ? fixture : fixture.sibling()).toList();
      ApiClient reader = new ApiClient(fixture.tenantKey(Scopes.ALL));
      Threads.run(
          THREADS,
          thread ->
              () -> {
                for (int i = 0; i < CHANGES; i++) {
                  rename(organizations.get(thread), "By " + thread + ", " + i);
                  if (thread == 7 && i % 10 == 0) {
                    assertThat(verified(reader).path("firstBroken").isNull()).isTrue();
                  }
                }
                return null;
              });
      int events = THREADS * CHANGES;
      assertThat(verified().toString())
          .isEqualTo("{\"valid\":true,\"checked\":" + events + ",\"firstBroken\":null}");
      List<JsonNode> all = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = tenant.read(PATH + "?limit=1000" + cursor);
        page.path("data").forEach(all::add);
        JsonNode next = page.at("/pagination/nextCursor");
        cursor = next.isNull() ? "" : "&cursor=" + next.asText();
      } while (!cursor.isEmpty());
      assertThat(all).hasSize(events);
      for (int i = 0; i < events; i++) {
        assertThat(all.get(i).path("sequence").asInt()).isEqualTo(events - i);
      }
      Set<UUID> ids = new LinkedHashSet<>();
      all.forEach(event -> ids.add(UUID.fromString(event.path("id").asText())));
      assertThat(ids).hasSize(events);
    }

    @Test
    void theFirstEventsOfATenantMakeOneChain() throws Exception {
      for (int round = 0; round < 20; round++) {
        Fixture fresh = Fixture.create();
        ApiClient key = new ApiClient(fresh.tenantKey(Scopes.ALL));
        List<Fixture> organizations =
            IntStream.range(0, THREADS).mapToObj(i -> fresh.sibling()).toList();
        List<Integer> statuses =
            Threads.run(
                THREADS,
                thread ->
                    () ->
                        key.patch(
                                "/v1/organizations/" + organizations.get(thread).organization,
                                "{\"name\":\"First\"}")
                            .statusCode());
        assertThat(statuses).containsOnly(200);
        assertThat(verified(key).toString())
            .isEqualTo("{\"valid\":true,\"checked\":" + THREADS + ",\"firstBroken\":null}");
      }
    }
  }
}
