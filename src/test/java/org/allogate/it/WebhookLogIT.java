package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log tells an endpoint's owner, and nobody else, what was sent and what was answered; what it
 * holds can be sent again.
 */
class WebhookLogIT extends ServerIT {
  private static final String DELIVERIES = "/v1/webhook-deliveries/";

  private final Fixture fixture = Fixture.create();
  private final ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
  private final UUID endpoint = HookRows.endpoint(fixture.tenant, fixture.organization, "live");
  private final String list = HookMaker.HOOKS + "/" + endpoint + "/deliveries";

  private JsonNode first(String query) {
    return client.read(list + query).at("/data/0");
  }

  private List<UUID> listed(String query) {
    return ApiClient.ids(client.read(list + query).path("data"));
  }

  private static String redelivery(UUID delivery) {
    return DELIVERIES + delivery + "/actions/redeliver";
  }

  private static Object column(String name, String table, UUID id) {
    try (Connection connection = database();
        PreparedStatement statement =
            connection.prepareStatement("select " + name + " from " + table + " = ?")) {
      statement.setBytes(1, Fixture.bytes(id));
      ResultSet row = statement.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getObject(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Object ofDelivery(String name, UUID id) {
    return column(name, "webhook_delivery where id", id);
  }

  private void disable() {
    Fixture.run("update webhook_endpoint set enabled = false where id = ?", endpoint);
  }

  @Nested
  class Status200 {
    @Test
    void showsADelivery() {
      UUID event = HookRows.event(endpoint, "product.created", "{}");
      UUID id = HookRows.delivery(endpoint, event, "product.created", "exhausted", 8);
      HookRows.attempt(id, 7, 500, null, "Again".getBytes(StandardCharsets.UTF_8));
      HookRows.attempt(id, 8, null, "timed_out", null);
      String text = client.get(list).body().replaceAll("\"createdAt\":\"[^\"]*Z\"", "CREATED");
      assertThat(text)
          .startsWith(
              ("{\"data\":[{\"id\":\"%s\",\"endpointId\":\"%s\",\"eventId\":\"%s\","
                      + "\"eventType\":\"product.created\",\"state\":\"exhausted\",\"attempts\":8,"
                      + "\"nextAttemptAt\":null,CREATED,\"lastAttempt\":{\"number\":8,"
                      + "\"at\":\"2026-01-02T03:04:05Z\",\"durationMs\":17,\"status\":null,"
                      + "\"error\":\"timed_out\",\"answer\":null}}]")
                  .formatted(id, endpoint, event));
    }

    @Test
    void saysWhenAPendingOneIsDue() {
      HookRows.delivery(
          endpoint, HookRows.event(endpoint, "product.created", "{}"), "x", "pending", 0);
      JsonNode delivery = first("");
      assertThat(delivery.path("nextAttemptAt").textValue()).isEqualTo("2999-01-01T00:00:00Z");
      assertThat(delivery.path("lastAttempt").isNull()).isTrue();
      assertThat(delivery.path("attempts").intValue()).isZero();
    }

    @Test
    void listsThemNewestFirstPageByPage() {
      List<UUID> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        UUID id = HookRows.delivery(endpoint, "product.created", "delivered");
        HookRows.attempt(id, 1, 200, null, new byte[0]);
        made.add(id);
      }
      Collections.reverse(made);
      assertThat(listed("")).isEqualTo(made);
      JsonNode page = client.read(list + "?limit=2");
      assertThat(ApiClient.ids(page.path("data"))).isEqualTo(made.subList(0, 2));
      String next = "&cursor=" + page.at("/pagination/nextCursor").textValue();
      JsonNode second = client.read(list + "?limit=2" + next);
      assertThat(ApiClient.ids(second.path("data"))).isEqualTo(made.subList(2, 4));
      String back = "&cursor=" + second.at("/pagination/previousCursor").textValue();
      assertThat(listed("?limit=2" + back)).isEqualTo(made.subList(0, 2));
      client.refused(list + "?state=pending" + next, 400, "invalid_cursor");
      UUID other = HookRows.endpoint(fixture.tenant, fixture.organization, "live");
      client.refused(
          HookMaker.HOOKS + "/" + other + "/deliveries?x=1" + next, 400, "invalid_cursor");
    }

    @Test
    void listsByStateAndType() {
      for (String type : List.of("product.created", "coupon.created")) {
        for (String state : List.of("pending", "delivered", "exhausted")) {
          HookRows.delivery(endpoint, type, state);
        }
      }
      assertThat(listed("")).hasSize(6);
      for (String state : List.of("pending", "delivered", "exhausted")) {
        assertThat(listed("?state=" + state)).hasSize(2);
        JsonNode both = client.read(list + "?eventType=coupon.created&state=" + state);
        assertThat(both.path("data")).hasSize(1);
        assertThat(both.at("/data/0/state").textValue()).isEqualTo(state);
        assertThat(both.at("/data/0/eventType").textValue()).isEqualTo("coupon.created");
      }
      assertThat(listed("?eventType=product.created")).hasSize(3);
      assertThat(listed("?eventType=project.created")).isEmpty();
    }

    @Test
    void showsAStrangersBytesAsText() {
      UUID id = HookRows.delivery(endpoint, "product.created", "delivered");
      HookRows.attempt(id, 1, 200, null, new byte[] {'a', 0, (byte) 0xFF, '"', '<'});
      assertThat(first("").at("/lastAttempt/answer").textValue()).isEqualTo("a\u0000\uFFFD\"<");
      byte[] cut = "x".repeat(4095).concat("é").getBytes(StandardCharsets.UTF_8);
      HookRows.attempt(id, 2, 200, null, java.util.Arrays.copyOf(cut, 4096));
      assertThat(first("").at("/lastAttempt/answer").textValue()).isEqualTo("x".repeat(4095));
    }

    @Test
    void showsWhatWasSentAndEveryAttempt() {
      UUID event = HookRows.event(endpoint, "product.created", "{\"id\":\"é\"}");
      UUID id = HookRows.delivery(endpoint, event, "product.created", "delivered", 3);
      HookRows.attempt(id, 1, 500, null, "One".getBytes(StandardCharsets.UTF_8));
      HookRows.attempt(id, 3, 200, null, "Three".getBytes(StandardCharsets.UTF_8));
      JsonNode delivery = client.read(DELIVERIES + id);
      assertThat(delivery.path("payload").textValue()).isEqualTo("{\"id\":\"é\"}");
      assertThat(delivery.path("payloadTruncated").booleanValue()).isFalse();
      assertThat(delivery.path("attemptLog")).hasSize(2);
      assertThat(delivery.at("/attemptLog/0/answer").textValue()).isEqualTo("One");
      assertThat(delivery.path("lastAttempt")).isEqualTo(delivery.at("/attemptLog/1"));
      JsonNode listed = first("");
      listed
          .properties()
          .forEach(it -> assertThat(delivery.path(it.getKey())).isEqualTo(it.getValue()));
    }

    @Test
    void showsTheBeginningOfALongPayloadAndNoneOfOneThatIsGone() {
      String payload = "x".repeat(4096);
      UUID id =
          HookRows.delivery(
              endpoint, HookRows.event(endpoint, "x", payload + "y"), "x", "delivered", 1);
      JsonNode delivery = client.read(DELIVERIES + id);
      assertThat(delivery.path("payload").textValue()).isEqualTo(payload);
      assertThat(delivery.path("payloadTruncated").booleanValue()).isTrue();
      Fixture.run("update webhook_delivery set event_id = id where id = ?", id);
      JsonNode gone = client.read(DELIVERIES + id);
      assertThat(gone.path("payload").isNull()).isTrue();
      assertThat(gone.path("payloadTruncated").booleanValue()).isFalse();
    }

    @Test
    void showsNoTryWithoutWhatCameOfIt() throws Exception {
      UUID id = HookRows.delivery(endpoint, HookRows.event(endpoint, "x", "{}"), "x", "pending", 1);
      AtomicBoolean over = new AtomicBoolean();
      List<Integer> halves =
          Threads.run(
              2,
              thread ->
                  () -> {
                    if (thread == 0) {
                      return comeAndGo(id, over);
                    }
                    int found = 0;
                    for (int i = 0; i < 300; i++) {
                      found += half(client.read(DELIVERIES + id));
                    }
                    over.set(true);
                    return found;
                  });
      assertThat(halves).containsOnly(0);
    }

    /** The end of a try, and that undone, until it is enough. */
    private int comeAndGo(UUID id, AtomicBoolean over) throws SQLException {
      List<String> end =
          List.of(
              "insert into webhook_attempt values (?, 1, now(6), 17, 204, null, '')",
              "update webhook_delivery set state = 'delivered', due_at = null where id = ?");
      List<String> undone =
          List.of(
              "delete from webhook_attempt where delivery_id = ?",
              "update webhook_delivery set state = 'pending', due_at = '2999-01-01' where id = ?");
      try (Connection connection = database()) {
        connection.setAutoCommit(false);
        while (!over.get()) {
          for (List<String> change : List.of(end, undone)) {
            for (String sql : change) {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setBytes(1, Fixture.bytes(id));
                statement.executeUpdate();
              }
            }
            connection.commit();
          }
        }
      }
      return 0;
    }

    private int half(JsonNode delivery) {
      boolean delivered = delivery.path("state").textValue().equals("delivered");
      return delivered == delivery.path("lastAttempt").isNull() ? 1 : 0;
    }

    @Test
    void carriesATag() {
      UUID id = HookRows.delivery(endpoint, "product.created", "delivered");
      String tag = client.get(DELIVERIES + id).headers().firstValue("ETag").orElseThrow();
      assertThat(client.send("GET", DELIVERIES + id, "", "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }
  }

  @Nested
  class Redelivery {
    @Test
    void sendsWhatHasEndedAsOftenAsSomethingNew() {
      for (String state : List.of("delivered", "exhausted")) {
        UUID id = HookRows.delivery(endpoint, "product.created", state);
        HookRows.attempt(id, 1, 500, null, null);
        Object event = ofDelivery("event_id", id);
        JsonNode answer = KeyMaker.answered(client.post(redelivery(id), ""), 200);
        assertThat(answer.path("state").textValue()).isEqualTo("pending");
        assertThat(answer.path("attempts").intValue()).isEqualTo(1);
        assertThat(answer.path("nextAttemptAt").isTextual()).isTrue();
        assertThat(answer.at("/lastAttempt/status").intValue()).isEqualTo(500);
        assertThat(((Number) ofDelivery("tries_left", id)).intValue()).isBetween(7, 8);
        assertThat(ofDelivery("event_id", id)).isEqualTo(event);
        assertThat(column("endpoint_id", "webhook_lane where endpoint_id", endpoint)).isNotNull();
      }
    }

    @Test
    void onlyHurriesWhatIsPending() {
      UUID id =
          HookRows.delivery(
              endpoint, HookRows.event(endpoint, "x", "{}"), "product.created", "pending", 3);
      assertThat(KeyMaker.answered(client.post(redelivery(id), ""), 200).path("attempts").asInt())
          .isEqualTo(3);
      assertThat(((Number) ofDelivery("tries_left", id)).intValue()).isBetween(4, 5);
      assertThat(ofDelivery("due_at < utc_timestamp() + interval 1 day", id)).isEqualTo(1);
    }

    @Test
    void waitsUntilTheEndpointIsEnabled() {
      UUID id = HookRows.delivery(endpoint, "product.created", "exhausted");
      disable();
      ApiClient.problem(client.post(redelivery(id), ""), 409, "conflict");
      assertThat(ofDelivery("state", id)).isEqualTo("exhausted");
    }

    @Test
    void hasAnEnd() {
      UUID event = HookRows.event(endpoint, "product.created", "{}");
      UUID last = HookRows.delivery(endpoint, event, "product.created", "exhausted", 99);
      KeyMaker.answered(client.post(redelivery(last), ""), 200);
      UUID over = HookRows.delivery(endpoint, event, "product.created", "exhausted", 100);
      ApiClient.problem(client.post(redelivery(over), ""), 409, "conflict");
      assertThat(ofDelivery("state", over)).isEqualTo("exhausted");
    }

    @Test
    void needsWhatWasSent() {
      UUID id = HookRows.delivery(endpoint, "product.created", "exhausted");
      Fixture.run("update webhook_delivery set event_id = id where id = ?", id);
      ApiClient.problem(client.post(redelivery(id), ""), 409, "conflict");
      assertThat(ofDelivery("state", id)).isEqualTo("exhausted");
    }

    @Test
    void isDoneOncePerIdempotencyKey() {
      UUID id = HookRows.delivery(endpoint, "product.created", "exhausted");
      HttpResponse<String> answer =
          client.send("POST", redelivery(id), "", "Idempotency-Key", "again");
      HttpResponse<String> replay =
          client.send("POST", redelivery(id), "", "Idempotency-Key", "again");
      KeyMaker.answered(answer, 200);
      assertThat(replay.body()).isEqualTo(answer.body());
      assertThat(replay.headers().firstValue("Idempotent-Replayed")).contains("true");
    }
  }

  @Nested
  class ATest {
    private final String path = HookMaker.HOOKS + "/" + endpoint + "/actions/test";

    @ParameterizedTest
    @ValueSource(strings = {"webhook_endpoint.test", "product.created", "api_key.revoked"})
    void isADeliveryOfAnEventOfItsOwn(String type) {
      JsonNode delivery =
          KeyMaker.answered(client.post(path, "{\"eventType\":\"%s\"}".formatted(type)), 202);
      assertThat(delivery.path("endpointId").textValue()).isEqualTo(endpoint.toString());
      assertThat(delivery.path("eventType").textValue()).isEqualTo(type);
      assertThat(delivery.path("state").textValue()).isEqualTo("pending");
      assertThat(delivery.path("attempts").intValue()).isZero();
      JsonNode read = client.read(DELIVERIES + delivery.path("id").textValue());
      JsonNode payload = ApiClient.json(read.path("payload").textValue());
      assertThat(payload.path("id")).isEqualTo(delivery.path("eventId"));
      assertThat(payload.path("type").textValue()).isEqualTo(type);
      assertThat(payload.at("/data/version").intValue()).isEqualTo(1);
      UUID event = UUID.fromString(delivery.path("eventId").textValue());
      assertThat(Hooks.count("outbox where id = ?", event)).isZero();
      assertThat(Hooks.count("webhook_event where id = ?", event)).isOne();
      assertThat(column("endpoint_id", "webhook_lane where endpoint_id", endpoint)).isNotNull();
    }

    @Test
    void isATestUnlessSaid() {
      assertThat(KeyMaker.answered(client.post(path, "{}"), 202).path("eventType").textValue())
          .isEqualTo("webhook_endpoint.test");
    }

    @Test
    void knowsItsTypes() {
      assertThat(
              ApiClient.pointers(
                  ApiClient.problem(
                      client.post(path, "{\"eventType\":\"x\",\"data\":{}}"),
                      400,
                      "validation_error")))
          .containsExactlyInAnyOrder("/eventType", "/data");
    }

    @Test
    void isSentToNoEndpointThatIsDisabled() {
      disable();
      ApiClient.problem(client.post(path, "{}"), 409, "conflict");
      assertThat(listed("")).isEmpty();
    }
  }

  @Nested
  class FromEndToEnd {
    private final HookMaker hooks = new HookMaker(client);

    private JsonNode awaited(JsonNode delivery, String state, int attempts) {
      String path = DELIVERIES + delivery.path("id").textValue();
      KeyMaker.eventually(
          state + " after " + attempts,
          () -> {
            JsonNode now = client.read(path);
            return now.path("state").textValue().equals(state)
                && now.path("attempts").intValue() == attempts;
          });
      return client.read(path);
    }

    @Test
    void aTestAndItsRedeliveryAreSignedAndLogged() {
      try (Receiver receiver = Receiver.start()) {
        receiver.answers(
            "/hook", Receiver.Answer.of(500).body("Not yet"), Receiver.Answer.of(200).body("Yes"));
        JsonNode hook = hooks.made("'url':'%s'".formatted(receiver.uri("/hook")));
        JsonNode test = KeyMaker.answered(hooks.act(hook, "test", ""), 202);
        JsonNode failed = awaited(test, "exhausted", 1);
        assertThat(failed.at("/lastAttempt/status").intValue()).isEqualTo(500);
        assertThat(failed.at("/lastAttempt/answer").textValue()).isEqualTo("Not yet");
        String again = redelivery(UUID.fromString(test.path("id").textValue()));
        KeyMaker.answered(client.post(again, ""), 200);
        JsonNode delivered = awaited(test, "delivered", 2);
        assertThat(delivered.path("attemptLog")).hasSize(2);
        assertThat(delivered.path("nextAttemptAt").isNull()).isTrue();
        assertThat(delivered.at("/lastAttempt/answer").textValue()).isEqualTo("Yes");
        List<Receiver.Received> received = receiver.await("/hook", 2);
        byte[] secret =
            Base64.getDecoder()
                .decode(hook.path("secret").textValue().substring("whsec_".length()));
        for (Receiver.Received request : received) {
          assertThat(request.id()).isEqualTo(test.path("eventId").textValue());
          assertThat(request.text()).isEqualTo(delivered.path("payload").textValue());
          assertThat(Hooks.genuine(request, secret)).isTrue();
        }
      }
    }

    @Test
    void bothSecretsSignAfterARotation() {
      try (Receiver receiver = Receiver.start()) {
        JsonNode hook = hooks.made("'url':'%s'".formatted(receiver.uri("/hook")));
        JsonNode rotated = KeyMaker.answered(hooks.act(hook, "rotate-secret", ""), 200);
        KeyMaker.answered(hooks.act(hook, "test", ""), 202);
        Receiver.Received request = receiver.await("/hook", 1).get(0);
        for (JsonNode each : List.of(hook, rotated)) {
          String secret = each.path("secret").textValue().substring("whsec_".length());
          assertThat(Hooks.genuine(request, Base64.getDecoder().decode(secret))).isTrue();
        }
      }
    }

    @Test
    void whatIsPendingWaitsUntilItIsEnabled() {
      try (Receiver receiver = Receiver.start()) {
        JsonNode hook =
            hooks.made(
                "'url':'%s','eventTypes':['project.created']".formatted(receiver.uri("/hook")));
        receiver.answers("/hook", Receiver.Answer.of(500), Receiver.Answer.of(204));
        UUID pending =
            HookRows.delivery(
                HookMaker.id(hook),
                HookRows.event(HookMaker.id(hook), "project.created", "{}"),
                "project.created",
                "pending",
                0);
        hooks.patched(hook, "'enabled':false");
        Fixture.run("update webhook_delivery set due_at = utc_timestamp(6) where id = ?", pending);
        ApiClient.problem(client.post(redelivery(pending), ""), 409, "conflict");
        assertThat(receiver.received("/hook")).isEmpty();
        hooks.patched(hook, "'enabled':true");
        receiver.await("/hook", 1);
      }
    }
  }

  @Nested
  class Status400 {
    @Test
    void knowsItsFilters() {
      assertThat(
              ApiClient.pointers(
                  client.refused(
                      list + "?state=lost&eventType=x&limit=1001", 400, "validation_error")))
          .containsExactlyInAnyOrder("state", "eventType", "limit");
    }
  }

  @Nested
  class Status403 {
    @Test
    void asksForTheScope() {
      UUID id = HookRows.delivery(endpoint, "product.created", "exhausted");
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.WEBHOOKS_READ)));
      reader.read(list);
      ApiClient.problem(reader.post(redelivery(id), ""), 403, "insufficient_scope");
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.WEBHOOKS_WRITE)));
      writer.refused(list, 403, "insufficient_scope");
      writer.refused(DELIVERIES + id, 403, "insufficient_scope");
      KeyMaker.answered(writer.post(redelivery(id), ""), 200);
    }
  }

  @Nested
  class Status404 {
    private final UUID delivery = HookRows.delivery(endpoint, "product.created", "exhausted");

    @Test
    void isTheAnswerToEverybodyElse() {
      Fixture stranger = Fixture.create();
      List<String> others =
          List.of(
              fixture.testKey(Scopes.ALL),
              fixture.key(Fixture.id(), Environment.TEST, null, Scopes.ALL, "1000;w=1", null),
              fixture.sibling().key(Scopes.ALL),
              stranger.key(Scopes.ALL),
              stranger.tenantKey(Scopes.ALL));
      HttpResponse<String> unknown = client.get(DELIVERIES + Fixture.id());
      for (String other : others) {
        isUnknown(new ApiClient(other), delivery, unknown);
      }
      UUID whole = HookRows.endpoint(fixture.tenant, null, "live");
      isUnknown(client, HookRows.delivery(whole, "product.created", "exhausted"), unknown);
      assertThat(ofDelivery("state", delivery)).isEqualTo("exhausted");
    }

    private static void isUnknown(ApiClient client, UUID id, HttpResponse<String> unknown) {
      String detail = ApiClient.problem(unknown, 404, "not_found").path("detail").textValue();
      for (HttpResponse<String> answer :
          List.of(client.get(DELIVERIES + id), client.post(redelivery(id), ""))) {
        assertThat(ApiClient.problem(answer, 404, "not_found").path("detail").textValue())
            .isEqualTo(detail);
      }
    }

    @Test
    void isNotTheAnswerToWhoeverReachesTheOrganization() {
      for (ApiClient each : List.of(client, new ApiClient(fixture.tenantKey(Scopes.ALL)))) {
        each.read(DELIVERIES + delivery);
        each.read(list);
      }
      for (MemberClient each :
          List.of(fixture.member(Role.VIEWER), fixture.tenantMember(Role.VIEWER))) {
        each.read(DELIVERIES + delivery);
        each.read(list);
      }
    }

    @Test
    void isTheAnswerWhenTheEndpointIsGone() {
      assertThat(client.send("DELETE", HookMaker.HOOKS + "/" + endpoint, "").statusCode())
          .isEqualTo(204);
      client.refused(list, 404, "not_found");
      client.refused(DELIVERIES + delivery, 404, "not_found");
      ApiClient.problem(client.post(redelivery(delivery), ""), 404, "not_found");
    }
  }
}
