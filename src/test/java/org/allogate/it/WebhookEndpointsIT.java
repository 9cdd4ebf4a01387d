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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

/**
 * Endpoints are what their owner says, seen by nobody else, at no address of ours, as many as may
 * be; their secrets are shown once and stand nowhere.
 */
class WebhookEndpointsIT extends ServerIT {
  private static final int MOST = 100;

  private final Fixture fixture = Fixture.create();
  private final HookMaker hooks = of(fixture.key(Scopes.ALL));
  private final HookMaker testHooks = of(fixture.testKey(Scopes.ALL));
  private final HookMaker tenantHooks = of(fixture.tenantKey(Scopes.ALL));

  private static HookMaker of(String key) {
    return new HookMaker(new ApiClient(key));
  }

  private static List<UUID> listed(HookMaker by, String query) {
    return ApiClient.ids(by.client().read(HookMaker.HOOKS + query).path("data"));
  }

  private static String tenantTestKey(Fixture of) {
    return of.key(Fixture.id(), Environment.TEST, null, Scopes.ALL, "1000;w=1", null);
  }

  private static Object column(String name, JsonNode hook, String table, String id) {
    try (Connection connection = database();
        PreparedStatement statement =
            connection.prepareStatement(
                "select %s from %s where %s = ?".formatted(name, table, id))) {
      statement.setBytes(1, Fixture.bytes(HookMaker.id(hook)));
      ResultSet row = statement.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getObject(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Object ofLane(String name, JsonNode hook) {
    return column(name, hook, "webhook_lane", "endpoint_id");
  }

  private static void lane(JsonNode hook, String dueAt, String failingSince) {
    Fixture.run(
        "replace into webhook_lane values (?, ?, ?)", HookMaker.id(hook), dueAt, failingSince);
  }

  @Nested
  class Status201 {
    @Test
    void showsTheEndpointAndItsSecret() {
      HttpResponse<String> answer =
          hooks.create("'description':'Ours','eventTypes':['project.updated','api_key.created']");
      JsonNode made = KeyMaker.answered(answer, 201);
      assertThat(answer.body().replaceAll("\"createdAt\":\"[^\"]*Z\"", "CREATED"))
          .isEqualTo(
              ("{\"id\":%s,\"organizationId\":\"%s\",\"url\":\"%s\",\"description\":\"Ours\","
                      + "\"eventTypes\":[\"api_key.created\",\"project.updated\"],"
                      + "\"environment\":\"live\",\"enabled\":true,\"disabledReason\":null,CREATED,"
                      + "\"secret\":%s}")
                  .formatted(
                      made.path("id"), fixture.organization, HookMaker.URL, made.path("secret")));
      assertThat(made.path("secret").textValue()).matches("whsec_[A-Za-z0-9+/]{43}=");
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .endsWith(HookMaker.path(made));
      assertThat(answer.headers().firstValue("ETag")).isEmpty();
      assertThat(hooks.read(made)).isEqualTo(HookMaker.withoutSecret(made));
    }

    @Test
    void isOfTheKeysOwnEnvironment() {
      assertThat(hooks.made("").path("environment").textValue()).isEqualTo("live");
      assertThat(testHooks.made("").path("environment").textValue()).isEqualTo("test");
      assertThat(testHooks.made("'environment':'test'").path("environment").textValue())
          .isEqualTo("test");
    }

    @Test
    void letsAMemberChooseTheEnvironment() {
      MemberClient member = fixture.member(Role.ADMIN);
      for (String environment : List.of("live", "test")) {
        HttpResponse<String> answer =
            member.post(
                HookMaker.HOOKS, HookMaker.body("'environment':'%s'".formatted(environment)));
        JsonNode made = KeyMaker.answered(answer, 201);
        assertThat(made.path("environment").textValue()).isEqualTo(environment);
        assertThat(member.read(HookMaker.path(made))).isEqualTo(HookMaker.withoutSecret(made));
        assertThat(
                ApiClient.ids(
                    member.read(HookMaker.HOOKS + "?environment=" + environment).path("data")))
            .containsExactly(HookMaker.id(made));
      }
    }

    @Test
    void isOfTheWholeTenantOrOfTheOrganizationThatItNames() {
      JsonNode whole = tenantHooks.made("");
      assertThat(whole.path("organizationId").isNull()).isTrue();
      JsonNode named = tenantHooks.made("", "X-Organization-Id", fixture.organization.toString());
      assertThat(named.path("organizationId").textValue())
          .isEqualTo(fixture.organization.toString());
      assertThat(hooks.read(named)).isEqualTo(HookMaker.withoutSecret(named));
      ApiClient.problem(hooks.client().get(HookMaker.path(whole)), 404, "not_found");
    }

    @Test
    void isInTheAuditTrailWithoutItsSecret() {
      JsonNode made = hooks.made("'description':'Ours'");
      List<KeyMaker.Deed> deeds = KeyMaker.deeds(made);
      assertThat(deeds).hasSize(1);
      KeyMaker.Deed deed = deeds.get(0);
      assertThat(deed.action()).isEqualTo("webhook_endpoint.created");
      assertThat(deed.organization()).isEqualTo(Fixture.bytes(fixture.organization));
      assertThat(deed.change("url").path("after").textValue()).isEqualTo(HookMaker.URL);
      assertThat(deed.change("environment").path("after").textValue()).isEqualTo("live");
      assertThat(deed.changes()).doesNotContain("whsec_");
    }

    @Test
    void isReplayedWithItsSecret() {
      HttpResponse<String> first = hooks.create("", "Idempotency-Key", "one");
      HttpResponse<String> again = hooks.create("", "Idempotency-Key", "one");
      KeyMaker.answered(first, 201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(listed(hooks, "")).hasSize(1);
    }
  }

  @Nested
  class ASecret {
    @Test
    void standsNowhereInTheDatabase() throws SQLException {
      JsonNode made = KeyMaker.answered(hooks.create("", "Idempotency-Key", "one"), 201);
      JsonNode rotated = KeyMaker.answered(hooks.act(made, "rotate-secret", ""), 200);
      KeyMaker.answered(hooks.act(made, "test", ""), 202);
      List<String> secrets = new ArrayList<>();
      for (JsonNode hook : List.of(made, rotated)) {
        String text = hook.path("secret").textValue().substring("whsec_".length());
        secrets.add(text);
        secrets.add(latin(Base64.getDecoder().decode(text)));
      }
      String tenant = fixture.tenant.toString().replace("-", "");
      String own = " where tenant_id = x'%s'".formatted(tenant);
      for (String rows :
          List.of(
              "webhook_endpoint" + own,
              "webhook_event" + own,
              "audit_event" + own,
              "idempotency where answer is not null")) {
        assertThat(places(rows, secrets)).isEmpty();
      }
    }

    /** The columns in which one of the texts stands, of at least one row. */
    private static List<String> places(String rows, List<String> texts) throws SQLException {
      List<String> places = new ArrayList<>();
      try (Connection connection = database();
          Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery("select * from " + rows)) {
        int columns = found.getMetaData().getColumnCount();
        int count = 0;
        for (; found.next(); count++) {
          for (int i = 1; i <= columns; i++) {
            Object value = found.getObject(i);
            String text = value instanceof byte[] bytes ? latin(bytes) : String.valueOf(value);
            if (texts.stream().anyMatch(text::contains)) {
              places.add(rows + ": " + found.getMetaData().getColumnName(i));
            }
          }
        }
        assertThat(count).as(rows).isPositive();
      }
      return places;
    }

    private static String latin(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void isAnotherAfterItsRotationAndTheOldOneStaysForAWhile() {
      JsonNode made = hooks.made("");
      byte[] first = (byte[]) column("secret", made, "webhook_endpoint", "id");
      JsonNode rotated = KeyMaker.answered(hooks.act(made, "rotate-secret", ""), 200);
      assertThat(rotated.path("secret")).isNotEqualTo(made.path("secret"));
      assertThat(HookMaker.withoutSecret(rotated)).isEqualTo(HookMaker.withoutSecret(made));
      assertThat(column("secret_before", made, "webhook_endpoint", "id")).isEqualTo(first);
      assertThat(
              column(
                  "timestampdiff(second, utc_timestamp(), secret_before_until)",
                  made,
                  "webhook_endpoint",
                  "id"))
          .asString()
          .matches("86[34]..");
      byte[] second = (byte[]) column("secret", made, "webhook_endpoint", "id");
      KeyMaker.answered(hooks.act(made, "rotate-secret", "'gracePeriodSeconds':60"), 200);
      assertThat(column("secret_before", made, "webhook_endpoint", "id")).isEqualTo(second);
      KeyMaker.answered(hooks.act(made, "rotate-secret", "'gracePeriodSeconds':0"), 200);
      assertThat(column("secret_before", made, "webhook_endpoint", "id")).isNull();
      assertThat(column("secret_before_until", made, "webhook_endpoint", "id")).isNull();
      assertThat(KeyMaker.actions(made))
          .containsExactly(
              "webhook_endpoint.created",
              "webhook_endpoint.secret_rotated",
              "webhook_endpoint.secret_rotated",
              "webhook_endpoint.secret_rotated");
      assertThat(KeyMaker.deeds(made).toString()).doesNotContain("whsec_");
    }

    @Test
    void isRotatedOncePerIdempotencyKey() {
      JsonNode made = hooks.made("");
      String path = HookMaker.path(made) + "/actions/rotate-secret";
      String first = hooks.client().send("POST", path, "{}", "Idempotency-Key", "turn").body();
      assertThat(hooks.client().send("POST", path, "{}", "Idempotency-Key", "turn").body())
          .isEqualTo(first)
          .contains("whsec_");
      assertThat(KeyMaker.actions(made)).hasSize(2);
    }
  }

  @Nested
  class Status200 {
    @Test
    void listsThemOldestFirstPageByPage() {
      List<UUID> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        made.add(HookMaker.id(hooks.made("'description':'%d'".formatted(i))));
      }
      assertThat(listed(hooks, "")).isEqualTo(made);
      JsonNode first = hooks.client().read(HookMaker.HOOKS + "?limit=3");
      assertThat(ApiClient.ids(first.path("data"))).isEqualTo(made.subList(0, 3));
      String next = first.at("/pagination/nextCursor").textValue();
      assertThat(listed(hooks, "?limit=3&cursor=" + next)).isEqualTo(made.subList(3, 5));
      hooks
          .client()
          .refused(HookMaker.HOOKS + "?enabled=true&cursor=" + next, 400, "invalid_cursor");
      tenantHooks.client().refused(HookMaker.HOOKS + "?cursor=" + next, 400, "invalid_cursor");
    }

    @Test
    void listsThoseThatAreDisabled() {
      UUID on = HookMaker.id(hooks.made(""));
      JsonNode off = hooks.made("");
      hooks.patched(off, "'enabled':false");
      assertThat(listed(hooks, "?enabled=false")).containsExactly(HookMaker.id(off));
      assertThat(listed(hooks, "?enabled=true")).containsExactly(on);
      assertThat(listed(tenantHooks, "?enabled=false")).containsExactly(HookMaker.id(off));
    }

    @Test
    void showsATenantAllAndAnOrganizationItsOwn() {
      Fixture sibling = fixture.sibling();
      UUID whole = HookMaker.id(tenantHooks.made(""));
      UUID own = HookMaker.id(hooks.made(""));
      UUID siblings = HookMaker.id(of(sibling.key(Scopes.ALL)).made(""));
      UUID test = HookMaker.id(testHooks.made(""));
      of(Fixture.create().key(Scopes.ALL)).made("");
      assertThat(listed(tenantHooks, "")).containsExactly(whole, own, siblings);
      assertThat(listed(hooks, "")).containsExactly(own);
      assertThat(listed(testHooks, "")).containsExactly(test);
      assertThat(listed(of(tenantTestKey(fixture)), "")).containsExactly(test);
      HttpResponse<String> named =
          get(
              HookMaker.HOOKS,
              "X-API-Key",
              tenantHooks.client().key(),
              "X-Organization-Id",
              sibling.organization.toString());
      assertThat(ApiClient.ids(ApiClient.json(named).path("data"))).containsExactly(siblings);
    }

    @Test
    void changesWhatThePatchNames() {
      JsonNode made = hooks.made("'description':'Ours'");
      JsonNode patched =
          hooks.patched(made, "'url':'https://127.0.0.1:1/other','description':null");
      assertThat(patched.path("url").textValue()).isEqualTo("https://127.0.0.1:1/other");
      assertThat(patched.path("description").isNull()).isTrue();
      assertThat(patched.path("eventTypes")).isEqualTo(made.path("eventTypes"));
      assertThat(hooks.read(made)).isEqualTo(patched);
      KeyMaker.Deed deed = KeyMaker.deeds(made).get(1);
      assertThat(deed.action()).isEqualTo("webhook_endpoint.updated");
      assertThat(ApiClient.json(deed.changes()).properties()).hasSize(2);
      assertThat(deed.change("url").path("before").textValue()).isEqualTo(HookMaker.URL);
    }

    @Test
    void takesAMergePatchByItsOwnName() {
      JsonNode made = hooks.made("");
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(HookMaker.path(made)))
                  .headers("X-API-Key", hooks.client().key())
                  .headers("Content-Type", "application/merge-patch+json")
                  .method("PATCH", BodyPublishers.ofString("{\"eventTypes\":[\"*\"]}")));
      assertThat(KeyMaker.answered(answer, 200).path("eventTypes").toString()).isEqualTo("[\"*\"]");
    }

    @Test
    void writesNothingDownWhereNothingChanges() {
      JsonNode made = hooks.made("");
      assertThat(hooks.patched(made, "'enabled':true,'url':'%s'".formatted(HookMaker.URL)))
          .isEqualTo(HookMaker.withoutSecret(made));
      hooks.patched(made, "");
      assertThat(KeyMaker.actions(made)).hasSize(1);
    }

    @Test
    void pausesWhatIsDisabledAndWakesWhatIsEnabled() {
      JsonNode made = hooks.made("");
      lane(made, "2999-01-01 00:00:00", "2026-01-01 00:00:00");
      JsonNode off = hooks.patched(made, "'enabled':false");
      assertThat(off.path("enabled").booleanValue()).isFalse();
      assertThat(off.path("disabledReason").isNull()).isTrue();
      assertThat(ofLane("due_at", made)).isNull();
      assertThat(ofLane("failing_since", made)).isNotNull();
      Fixture.run(
          "update webhook_endpoint set disabled_reason = 'It answered 410.' where id = ?",
          HookMaker.id(made));
      JsonNode renamed = hooks.patched(made, "'description':'Off'");
      assertThat(renamed.path("disabledReason").textValue()).isEqualTo("It answered 410.");
      JsonNode on = hooks.patched(made, "'enabled':true");
      assertThat(on.path("disabledReason").isNull()).isTrue();
      assertThat(ofLane("failing_since", made)).isNull();
      assertThat(KeyMaker.deeds(made).get(3).change("disabledReason").path("before").textValue())
          .isEqualTo("It answered 410.");
    }

    @Test
    void countsFailuresOfAnotherUrlAnew() {
      JsonNode made = hooks.made("");
      lane(made, "2999-01-01 00:00:00", "2026-01-01 00:00:00");
      hooks.patched(made, "'description':'Still failing'");
      assertThat(ofLane("failing_since", made)).isNotNull();
      hooks.patched(made, "'url':'https://127.0.0.1:1/mended'");
      assertThat(ofLane("failing_since", made)).isNull();
    }

    @Test
    void changesWhatTheClientKnows() {
      JsonNode made = hooks.made("");
      String path = HookMaker.path(made);
      String tag = hooks.client().get(path).headers().firstValue("ETag").orElseThrow();
      String patch = "{\"description\":\"One\"}";
      HttpResponse<String> changed = hooks.client().send("PATCH", path, patch, "If-Match", tag);
      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
      ApiClient.problem(
          hooks.client().send("PATCH", path, patch, "If-Match", tag), 412, "precondition_failed");
      ApiClient.problem(
          hooks.client().send("DELETE", path, "", "If-Match", tag), 412, "precondition_failed");
    }

    @Test
    void listsTheEventTypes() {
      JsonNode types = hooks.client().read("/v1/webhook-event-types").path("data");
      assertThat(types).hasSizeGreaterThan(25);
      JsonNode first = types.get(0);
      assertThat(first.path("name").textValue()).isEqualTo("api_key.created");
      assertThat(first.path("description").textValue()).isEqualTo("A key was made.");
      assertThat(first.path("subscribable").booleanValue()).isTrue();
      assertThat(types).allMatch(it -> it.at("/example/version").isInt());
      String names =
          ApiClient.compact(types.toString()).replaceAll(".*\"webhook_endpoint.test\"", "");
      assertThat(names).contains("\"subscribable\":false");
    }
  }

  @Nested
  class Status204 {
    @Test
    void takesAwayTheEndpointAndItsLane() {
      JsonNode made = hooks.made("");
      lane(made, "2999-01-01 00:00:00", null);
      assertThat(hooks.client().send("DELETE", HookMaker.path(made), "").statusCode())
          .isEqualTo(204);
      hooks.client().refused(HookMaker.path(made), 404, "not_found");
      hooks.client().refused(HookMaker.path(made) + "/deliveries", 404, "not_found");
      assertThat(
              Rows.ids(
                  "select endpoint_id from webhook_lane where endpoint_id = ?", HookMaker.id(made)))
          .isEmpty();
      assertThat(KeyMaker.actions(made))
          .containsExactly("webhook_endpoint.created", "webhook_endpoint.deleted");
      ApiClient.problem(hooks.client().send("DELETE", HookMaker.path(made), ""), 404, "not_found");
    }
  }

  @Nested
  class Status400 {
    @Test
    void tellsAllThatIsWrong() {
      JsonNode problem =
          ApiClient.problem(
              hooks.create("'url':'x','eventTypes':['nothing'],'environment':'x','secret':'s'"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/url", "/eventTypes/0", "/environment", "/secret");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://10.0.0.1/",
          "https://10.0.0.1/",
          "https://127.0.0.2/",
          "https://2130706434/",
          "https://0127.0.0.2/",
          "https://0x7f.0.0.2/",
          "https://127.2/",
          "https://[::1]/",
          "https://[::ffff:10.0.0.1]/",
          "https://[::ffff:a00:1]/",
          "https://[64:ff9b::a00:1]/",
          "https://[2002:a00:1::]/",
          "https://[fe80::1]/",
          "https://[fd00:ec2::254]/",
          "https://[::]/",
          "https://0.0.0.0/",
          "https://169.254.169.254/latest/meta-data/",
          "https://100.64.0.1/",
          "https://192.168.0.1/",
          "https://172.16.0.1/",
          "https://224.0.0.1/",
          "https://user:password@127.0.0.1/",
          "https://user@127.0.0.1/",
          "ftp://127.0.0.1/",
          "file:///etc/passwd",
          "//127.0.0.1/",
          "https:///x",
          "https://127.0.0.1:99999/",
          "javascript:alert(1)"
        })
    void refusesWhereNothingIsToBeSent(String url) {
      JsonNode problem =
          ApiClient.problem(hooks.create("'url':'%s'".formatted(url)), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/url");
      JsonNode made = hooks.made("");
      assertThat(
              ApiClient.pointers(
                  ApiClient.problem(
                      hooks.patch(made, "'url':'%s'".formatted(url)), 400, "validation_error")))
          .containsExactly("/url");
      assertThat(hooks.read(made).path("url").textValue()).isEqualTo(HookMaker.URL);
    }

    @Test
    void knowsItsFilters() {
      assertThat(
              ApiClient.pointers(
                  hooks
                      .client()
                      .refused(
                          HookMaker.HOOKS + "?enabled=yes&environment=x&limit=0",
                          400,
                          "validation_error")))
          .containsExactlyInAnyOrder("enabled", "environment", "limit");
    }
  }

  @Nested
  class Status403 {
    @ParameterizedTest
    @CsvSource({"live, test", "test, live"})
    void keepsAKeyInItsEnvironment(String own, String other) {
      HookMaker maker = own.equals("live") ? hooks : testHooks;
      ApiClient.problem(
          maker.create("'environment':'%s'".formatted(other)), 403, "permission_denied");
      maker.client().refused(HookMaker.HOOKS + "?environment=" + other, 403, "permission_denied");
    }

    @Test
    void asksForTheScope() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.WEBHOOKS_READ)));
      ApiClient.problem(of(reader.key()).create(""), 403, "insufficient_scope");
      assertThat(listed(of(reader.key()), "")).isEmpty();
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.WEBHOOKS_WRITE)));
      of(writer.key()).made("");
      writer.refused(HookMaker.HOOKS, 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @Test
    void isTheAnswerToEverybodyElse() {
      JsonNode made = hooks.made("");
      JsonNode whole = tenantHooks.made("");
      Fixture stranger = Fixture.create();
      List<HookMaker> others =
          List.of(
              testHooks,
              of(tenantTestKey(fixture)),
              of(fixture.sibling().key(Scopes.ALL)),
              of(stranger.key(Scopes.ALL)),
              of(stranger.tenantKey(Scopes.ALL)));
      for (HookMaker other : others) {
        isUnknown(other, made);
        isUnknown(other, whole);
      }
      isUnknown(hooks, whole);
      assertThat(hooks.read(made)).isEqualTo(HookMaker.withoutSecret(made));
      assertThat(tenantHooks.read(whole)).isEqualTo(HookMaker.withoutSecret(whole));
    }

    private static void isUnknown(HookMaker maker, JsonNode hook) {
      String path = HookMaker.path(hook);
      for (HttpResponse<String> answer :
          Arrays.asList(
              maker.client().get(path),
              maker.patch(hook, "'description':'Theirs'"),
              maker.client().send("DELETE", path, ""),
              maker.act(hook, "rotate-secret", ""),
              maker.act(hook, "test", ""),
              maker.client().get(path + "/deliveries"))) {
        ApiClient.problem(answer, 404, "not_found");
      }
    }

    @Test
    void isTheAnswerToWhatIsNoId() {
      hooks.client().refused(HookMaker.HOOKS + "/x", 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    private void fill(UUID organization, String environment, int count) {
      JsonNode model = hooks.made("");
      Fixture.run(
          "insert into webhook_endpoint (id, tenant_id, organization_id, environment, url,"
              + " event_types, enabled, secret, created_at)"
              + " select unhex(concat(left(hex(e.id), 20), lpad(hex(seq), 12, '0'))), tenant_id, ?,"
              + " ?, url, event_types, false, secret, created_at"
              + " from webhook_endpoint e join seq_1_to_%d where e.id = ?".formatted(count),
          organization,
          environment,
          HookMaker.id(model));
      hooks.client().send("DELETE", HookMaker.path(model), "");
    }

    @Test
    void letsAsManyInAsThereMayBeHoweverManyCome() throws Exception {
      int room = 3;
      fill(fixture.organization, "live", MOST - room);
      fill(null, "live", MOST - room);
      for (HookMaker maker : List.of(hooks, tenantHooks)) {
        List<Integer> statuses = Threads.run(8, thread -> () -> maker.create("").statusCode());
        assertThat(statuses.stream().filter(it -> it == 201)).hasSize(room);
        assertThat(statuses.stream().filter(it -> it == 409)).hasSize(8 - room);
        ApiClient.problem(maker.create(""), 409, "conflict");
      }
      testHooks.made("");
      of(fixture.sibling().key(Scopes.ALL)).made("");
      of(tenantTestKey(fixture)).made("");
    }

    @Test
    void hasRoomAgainWhenOneIsGone() {
      fill(fixture.organization, "live", MOST - 1);
      JsonNode last = hooks.made("");
      ApiClient.problem(hooks.create(""), 409, "conflict");
      hooks.client().send("DELETE", HookMaker.path(last), "");
      hooks.made("");
    }
  }
}
