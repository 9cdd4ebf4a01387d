package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What dispatch asks the database for, where much is waiting, and how nodes share it. */
class DispatchLoadIT extends ServerIT {
  private static final int WAITING = 100_000;
  private static final long MOST_ROWS = 100;
  private static final List<String> KINDS =
      List.of(
          "select node_id, sequence from charged_event",
          "insert into credit_charge (node_id, sequence, tenant_id, units) select",
          "delete from charged_event",
          "select id, type, organization_id is not null from outbox",
          "select e.id, e.type, p.id",
          "select endpoint_id from webhook_lane",
          "select endpoint_id, failing_since from webhook_lane",
          "select id, tenant_id, url",
          "(select id, endpoint_id, event_id",
          "select id, payload",
          "insert into webhook_event",
          "select id from webhook_event where waiting",
          "update webhook_delivery set tries = ",
          "update webhook_delivery set state = ",
          "update webhook_lane set due_at = greatest",
          "delete from webhook_attempt",
          "delete from webhook_delivery",
          "delete from webhook_event",
          "delete from outbox");

  private final Fixture fixture = Fixture.create();
  private final Receiver receiver = Receiver.start();

  @AfterEach
  void end() {
    Fixture.run("update webhook_endpoint set enabled = 0 where tenant_id = ?", fixture.tenant);
    receiver.close();
  }

  private UUID endpoint(String path) {
    return Hooks.endpoint(fixture, receiver.uri(path).toString());
  }

  private void deliveries(UUID endpoint, UUID event, String state, String dueAt, int count) {
    Fixture.run(
        "insert into webhook_delivery (id, endpoint_id, event_id, type, state, tries, tries_left,"
            + " due_at, created_at) with chosen as (select ? as base, ? as endpoint, ? as event)"
            + " select unhex(concat(left(hex(base), 20), lpad(hex(seq), 12, '0'))), endpoint,"
            + " event, 'product.created', '"
            + state
            + "', 0, 8, "
            + dueAt
            + ", utc_timestamp(6) from seq_1_to_"
            + count
            + ", chosen",
        Fixture.id(),
        endpoint,
        event);
  }

  @Test
  void readsOnlyWhatItTakesHoweverMuchIsWaiting() throws SQLException {
    receiver.answers("/hangs", Receiver.Answer.hanging());
    UUID hanging = endpoint("/hangs");
    UUID before = Hooks.event(fixture);
    receiver.await("/hangs", 1);
    deliveries(hanging, before, "pending", "utc_timestamp(6) - interval seq second", WAITING);
    deliveries(hanging, before, "delivered", "null", WAITING);
    Fixture.run(
        "insert into webhook_lane (endpoint_id, due_at)"
            + " select unhex(md5(concat(seq, hex(?)))), utc_timestamp(6) + interval 9 day"
            + " from seq_1_to_20000",
        fixture.tenant);
    UUID healthy = endpoint("/healthy");
    try (StatementLog log = StatementLog.open();
        Connection connection = database()) {
      Hooks.wake(hanging);
      UUID event = Hooks.chargedEvent(fixture);
      Hooks.awaitState(healthy, event, "delivered 1");
      receiver.await("/hangs", 4);
      KeyMaker.eventually("all kinds", () -> missing(log).isEmpty());
      for (String statement : log.statements()) {
        if (KINDS.stream().anyMatch(statement::startsWith)) {
          assertThat(rowsRead(connection, statement)).as(statement).isLessThan(MOST_ROWS);
        }
      }
    }
    assertThat(receiver.mostAtOnce("/hangs")).isEqualTo(4);
    Fixture.run("delete from webhook_lane where due_at > utc_timestamp(6) + interval 8 day");
    Fixture.run("delete from webhook_delivery where endpoint_id = ?", hanging);
  }

  private static List<String> missing(StatementLog log) {
    try {
      List<String> missing = new ArrayList<>(KINDS);
      List<String> statements = log.statements();
      missing.removeIf(kind -> statements.stream().anyMatch(it -> it.startsWith(kind)));
      return missing;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What the engine is asked for by a statement, which is undone. */
  private static long rowsRead(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("flush status");
      statement.execute(sql);
      try (ResultSet row =
          statement.executeQuery(
              "select sum(variable_value) from information_schema.session_status"
                  + " where variable_name like 'Handler_read%'")) {
        row.next();
        return row.getLong(1);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Test
  void leavesToOtherNodesWhatTheyHaveInHand() throws SQLException {
    UUID theirs = endpoint("/theirs");
    UUID ours = endpoint("/ours");
    UUID event = Hooks.event(fixture);
    Hooks.awaitState(theirs, event, "delivered 1");
    Hooks.awaitState(ours, event, "delivered 1");
    try (Connection node = database();
        Statement statement = node.createStatement()) {
      node.setAutoCommit(false);
      statement.execute(
          "update webhook_lane set due_at = utc_timestamp(6) where endpoint_id = x'%s'"
              .formatted(theirs.toString().replace("-", "")));
      deliveries(theirs, event, "pending", "utc_timestamp(6)", 5);
      deliveries(ours, event, "pending", "utc_timestamp(6)", 5);
      Hooks.wake(ours);
      receiver.await("/ours", 6);
      assertThat(receiver.received("/theirs")).hasSize(1);
      node.commit();
    }
    receiver.await("/theirs", 6);
    KeyMaker.eventually(
        "all done",
        () ->
            Hooks.count("webhook_delivery where state = 'pending' and endpoint_id = ?", theirs)
                == 0);
    assertThat(receiver.received("/theirs")).hasSize(6);
  }

  @Test
  void sendsWhatWasDoneThroughTheApiAndSendsItAgain() {
    ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
    UUID endpoint = endpoint("/api");
    assertThat(client.post("/v1/products", "{\"name\":\"\",\"price\":-1}").statusCode())
        .isEqualTo(400);
    JsonNode product =
        KeyMaker.answered(
            client.post("/v1/products", "{\"name\":\"A thing\",\"price\":5,\"item\":\"x\"}"), 201);
    Receiver.Received request = receiver.await("/api", 1).get(0);
    JsonNode body = ApiClient.json(request.text());
    assertThat(body.path("type").textValue()).isEqualTo("product.created");
    assertThat(body.path("id").textValue()).isEqualTo(request.id());
    assertThat(request.text()).contains(product.path("id").textValue());
    assertThat(Hooks.genuine(request, Hooks.secret())).isTrue();
    UUID event = UUID.fromString(request.id());
    Hooks.awaitState(endpoint, event, "delivered 1");
    String delivery =
        client.read("/v1/webhook-endpoints/" + endpoint + "/deliveries").at("/data/0/id").asText();
    assertThat(
            client
                .post("/v1/webhook-deliveries/" + delivery + "/actions/redeliver", "{}")
                .statusCode())
        .isBetween(200, 204);
    Receiver.Received again = receiver.await("/api", 2).get(1);
    assertThat(again.id()).isEqualTo(request.id());
    assertThat(again.body()).isEqualTo(request.body());
    Hooks.awaitState(endpoint, event, "delivered 2");
  }

  @Test
  void keepsWhatWasAnsweredUntilTheDatabaseIsBack() {
    receiver.answers("/hangs", Receiver.Answer.hanging());
    UUID endpoint = endpoint("/hangs");
    UUID event = Hooks.event(fixture);
    receiver.await("/hangs", 1);
    ItSession.whileDatabaseIsAway(
        () -> {
          receiver.release("/hangs");
          KeyMaker.eventually("answered", () -> receiver.open("/hangs") == 0);
        });
    Hooks.awaitState(endpoint, event, "delivered 1");
    assertThat(receiver.received("/hangs")).hasSize(1);
  }

  @Test
  void goesOnWhileOwnersChangeTheEndpoint() throws Exception {
    UUID endpoint = endpoint("/changed");
    ApiClient client = new ApiClient(fixture.key(Scopes.ALL));
    String path = "/v1/webhook-endpoints/" + endpoint;
    List<List<Integer>> statuses =
        Threads.run(
            4,
            thread ->
                () -> {
                  List<Integer> own = new ArrayList<>();
                  for (int i = 0; i < 25; i++) {
                    Hooks.event(fixture);
                    own.add(client.patch(path, "{\"enabled\":" + (i % 2 == 0) + "}").statusCode());
                  }
                  return own;
                });
    assertThat(statuses).allSatisfy(own -> assertThat(own).containsOnly(200));
    assertThat(client.patch(path, "{\"enabled\":true}").statusCode()).isEqualTo(200);
    UUID last = Hooks.event(fixture);
    Hooks.awaitState(endpoint, last, "delivered 1");
    KeyMaker.eventually(
        "nothing is left",
        () ->
            Hooks.count("webhook_delivery where state = 'pending' and endpoint_id = ?", endpoint)
                == 0);
    assertThat(receiver.received("/changed")).extracting(it -> it.id()).doesNotHaveDuplicates();
  }
}
