package org.allogate.dispatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * What it takes to find due deliveries while ever more wait: the statements that do, on tables of
 * their own that are made like those of the product, with a thousand endpoints one of which has all
 * that waits. Rows read are the database's own count.
 */
public final class ClaimCost {
  private static final int ROUNDS = 200;
  private static final int ENDPOINTS = 1000;
  private static final int[] WAITING = {1000, 1_000_000};
  private static final int SLOTS = 4;

  private final Connection connection;

  private ClaimCost(Connection connection) {
    this.connection = connection;
  }

  /**
   * Measures, and leaves nothing behind.
   *
   * @param connection that may make temporary tables
   */
  public static String measured(Connection connection) throws SQLException {
    StringBuilder table =
        new StringBuilder(
            """
            | deliveries that wait, all due | due endpoints, ms | rows read | due deliveries of one, ms | rows read |
            | ---: | ---: | ---: | ---: | ---: |
            """);
    for (int waiting : WAITING) {
      table.append(new ClaimCost(connection).with(waiting));
    }
    return table.toString();
  }

  private String with(int waiting) throws SQLException {
    run("create temporary table lane like webhook_lane");
    run("create temporary table delivery like webhook_delivery");
    try {
      run(
          "insert into lane (endpoint_id, due_at) select unhex(md5(seq)), '2026-01-01'"
              + " from seq_1_to_"
              + ENDPOINTS);
      run(
          """
          insert into delivery
            (id, endpoint_id, event_id, type, state, tries, tries_left, due_at, created_at)
          select unhex(lpad(hex(seq), 32, '0')), unhex(md5(if(seq <= %d, seq, 1))),
            unhex(md5(seq)), 'product.created', 'pending', 0, 8,
            '2026-01-01' + interval seq second, now(6)
          from seq_1_to_%d
          """
              .formatted(ENDPOINTS, waiting));
      run("analyze table delivery");
      Cost lanes = cost(Claims.DUE_LANES.replace("webhook_lane", "lane"), Claims.LANES, false);
      Cost due =
          cost(Claims.DUE_OF_ONE.replace("from webhook_delivery", "from delivery"), SLOTS, true);
      return String.format(
          Locale.ROOT,
          "| %,d | %.2f | %d | %.2f | %d |%n",
          waiting,
          lanes.millis,
          lanes.rows,
          due.millis,
          due.rows);
    } finally {
      run("drop temporary table lane, delivery");
    }
  }

  private record Cost(double millis, long rows) {}

  private Cost cost(String sql, int limit, boolean ofOne) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      if (ofOne) {
        statement.setBytes(next++, first());
      }
      statement.setString(next++, "2036-01-01");
      statement.setInt(next, limit);
      double[] millis = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long before = System.nanoTime();
        drain(statement);
        millis[i] = (System.nanoTime() - before) / 1e6;
      }
      Arrays.sort(millis);
      long before = rowsRead();
      // Asking reads rows, too.
      long asked = rowsRead();
      drain(statement);
      return new Cost(millis[ROUNDS / 2], rowsRead() - asked - (asked - before));
    }
  }

  // The endpoint that has all.
  private byte[] first() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select unhex(md5(1))")) {
      row.next();
      return row.getBytes(1);
    }
  }

  private static void drain(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      int found = 0;
      while (rows.next()) {
        found++;
      }
      if (found == 0) {
        throw new SQLException("nothing is due");
      }
    }
  }

  private long rowsRead() throws SQLException {
    long read = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show session status like 'Handler_read%'")) {
      while (rows.next()) {
        read += rows.getLong(2);
      }
    }
    return read;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
