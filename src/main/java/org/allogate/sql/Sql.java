package org.allogate.sql;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.allogate.input.Ids;

/** Statements with values in turn: UUIDs are bound as bytes, instants as UTC. */
public final class Sql {
  private Sql() {}

  /** Runs a statement that changes rows, and says how many. */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /**
   * Runs a statement once for each row of values, in one go.
   *
   * @return for each row how many it changed, or {@link java.sql.Statement#SUCCESS_NO_INFO}
   */
  public static int[] batch(Connection connection, String sql, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** What every row that a query finds says, in its order. */
  public static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      ResultSet rows = statement.executeQuery();
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  /** As many question marks, separated by commas. */
  public static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /**
   * The values of a list, the last of them repeated until there are 1, 2, 4, 8 and so on: so few
   * statements are prepared for lists of any length.
   */
  public static <T> List<T> padded(List<T> values) {
    List<T> padded = new ArrayList<>(values);
    while (Integer.bitCount(padded.size()) > 1) {
      padded.add(values.get(values.size() - 1));
    }
    return padded;
  }

  /** The values of one row of a batch. */
  public static Object[] row(Object... values) {
    return values;
  }

  /** The id in a column, counted from 1. */
  public static UUID id(ResultSet row, int column) throws SQLException {
    ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, bound(values[i]));
    }
  }

  private static Object bound(Object value) {
    if (value instanceof UUID id) {
      return Ids.bytes(id);
    }
    return value instanceof Instant instant
        ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
        : value;
  }

  /** What one row says. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads the row the result stands at. */
    T read(ResultSet row) throws SQLException;
  }
}
