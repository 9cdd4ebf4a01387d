package org.allogate.load;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allogate.dev.BenchServer;

/**
 * How long an endpoint waits for its event while a million deliveries wait for another one that
 * never answers, and while none do.
 */
final class Backlog {
  private static final int WAITING = 1_000_000;
  private static final int EVENTS = Integer.getInteger("bench.event-rounds", 15) * 20;
  private static final long MOST_DIRTY_PAGES = 300;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final BenchServer server;
  private final Endpoints endpoints;
  private final byte[] write;

  /**
   * @param key that writes
   */
  Backlog(BenchServer server, Endpoints endpoints, String key) {
    this.server = server;
    this.endpoints = endpoints;
    this.write =
        Connection.post(
            "/api/v2/vault/projects",
            "{\"name\":\"A brass door\"}",
            List.of("Authorization: Bearer " + key));
  }

  String measured() throws IOException, SQLException {
    endpoints.clear();
    try (Receiver receiver = new Receiver();
        Connection connection = new Connection(server.port())) {
      endpoints.add(receiver.url("/healthy"), "project.created");
      String hanging = endpoints.add(receiver.url(Receiver.HANGING), "coupon.applied");
      median(connection, receiver);
      double none = median(connection, receiver);
      endpoints.execute(
          """
          insert into webhook_event (id, tenant_id, organization_id, environment, type, payload,
            occurred_at)
          select unhex('01a00000000070008000000000000001'), tenant_id, organization_id, environment, 'coupon.applied', '{}', now(6)
            from webhook_endpoint where id = %s
          """
              .formatted(Endpoints.bytes(hanging)),
          """
          insert into webhook_delivery
            (id, endpoint_id, event_id, type, state, tries, tries_left, due_at, created_at)
          select unhex(concat('01a00000', lpad(hex(seq), 24, '0'))), %s,
            unhex('01a00000000070008000000000000001'), 'coupon.applied', 'pending', 0, 8,
            now(6) - interval seq second, now(6)
          from seq_1_to_%d
          """
              .formatted(Endpoints.bytes(hanging), WAITING),
          "insert into webhook_lane (endpoint_id, due_at) values (%s, now(6))"
                  .formatted(Endpoints.bytes(hanging))
              + " on duplicate key update due_at = now(6)");
      awaitQuiet();
      median(connection, receiver);
      double many = median(connection, receiver);
      endpoints.clear();
      return String.format(
          Locale.ROOT,
          """
          | deliveries that wait for another endpoint | ms until an endpoint has its event |
          | ---: | ---: |
          | 0 | %.1f |
          | %,d | %.1f |
          """,
          none,
          WAITING,
          many);
    }
  }

  // What the database writes behind a million new rows would slow whatever comes next.
  private void awaitQuiet() throws SQLException {
    long end = System.nanoTime() + PATIENCE_NANOS * 3;
    while (System.nanoTime() < end && dirtyPages() > MOST_DIRTY_PAGES) {
      Pause.millis(500);
    }
  }

  private long dirtyPages() throws SQLException {
    try (var connection = server.connect();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("show global status like 'Innodb_buffer_pool_pages_dirty'")) {
      row.next();
      return row.getLong(2);
    }
  }

  private double median(Connection connection, Receiver receiver) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      millis.add(delay(connection, receiver));
    }
    return Figures.median(millis);
  }

  private double delay(Connection connection, Receiver receiver) throws IOException {
    receiver.last().clear();
    int status = connection.exchange(write);
    long written = System.nanoTime();
    if (status != 201) {
      throw new IOException("a project was answered " + status);
    }
    while (receiver.last().isEmpty()) {
      if (System.nanoTime() - written > PATIENCE_NANOS) {
        throw new IOException("an endpoint has no event after a minute");
      }
      Pause.millis(1);
    }
    return (receiver.last().values().iterator().next() - written) / 1e6;
  }
}
