package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.allogate.dev.BenchServer;
import org.allogate.json.Json;

/** The webhook endpoints of the demo's tenant, all organizations', made through the API. */
final class Endpoints {
  private final BenchServer server;
  private final String header;

  /**
   * @param key of the tenant
   */
  Endpoints(BenchServer server, String key) {
    this.server = server;
    this.header = "X-API-Key: " + key;
  }

  /** Makes one for events of a type, or for all with {@code *}, and says its id. */
  String add(String url, String type) throws IOException {
    String body = "{\"url\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(url, type);
    byte[] request = Connection.post("/v1/webhook-endpoints", body, List.of(header));
    return answered(request, 201).required("id").textValue();
  }

  /** Has one listen to a type from now on. */
  void listen(String id, String type) throws IOException {
    change(id, "{\"enabled\":true,\"eventTypes\":[\"%s\"]}".formatted(type));
  }

  /** Has one listen to nothing from now on. */
  void ignore(String id) throws IOException {
    change(id, "{\"enabled\":false}");
  }

  private void change(String id, String body) throws IOException {
    answered(Connection.patch("/v1/webhook-endpoints/" + id, body, List.of(header)), 200);
  }

  private JsonNode answered(byte[] request, int expected) throws IOException {
    try (Connection connection = new Connection(server.port())) {
      int status = connection.exchange(request);
      JsonNode answer = Json.mapper().readTree(connection.body());
      if (status != expected) {
        throw new IOException("a webhook endpoint was answered " + status + ": " + answer);
      }
      return answer;
    }
  }

  /** Has an endpoint sent events, or none. */
  void enable(String id, boolean enabled) throws SQLException {
    execute(
        "update webhook_endpoint set enabled = %s where id = %s".formatted(enabled, bytes(id)),
        "update webhook_lane set due_at = null where endpoint_id = %s and not %s"
            .formatted(bytes(id), enabled));
  }

  static String bytes(String id) {
    return "unhex('" + id.replace("-", "") + "')";
  }

  /** Takes all endpoints away, with what waits for them. */
  void clear() throws SQLException {
    execute(
        "delete from webhook_endpoint",
        "delete from webhook_lane",
        "truncate table webhook_delivery",
        "truncate table webhook_attempt",
        "truncate table webhook_event",
        "truncate table outbox");
  }

  void execute(String... statements) throws SQLException {
    try (var connection = server.connect();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** Whether a query finds nothing. */
  boolean none(String query) throws SQLException {
    try (var connection = server.connect();
        Statement sql = connection.createStatement();
        var rows = sql.executeQuery(query + " limit 1")) {
      return !rows.next();
    }
  }
}
