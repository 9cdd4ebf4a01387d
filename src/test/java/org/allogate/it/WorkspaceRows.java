package org.allogate.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Every row that belongs to some workspaces, in every table there is: those that name the workspace
 * and those that point to one of them.
 */
final class WorkspaceRows {
  private static final String OWN =
      "select table_name from information_schema.columns"
          + " where table_schema = database() and column_name = 'workspace_id'";
  private static final String POINTING =
      "select table_name, column_name, referenced_table_name, referenced_column_name"
          + " from information_schema.key_column_usage where table_schema = database()"
          + " and referenced_table_name in (%s) and table_name not in (%<s)";

  private final Map<String, String> queries = new TreeMap<>();

  /** Finds the tables. */
  WorkspaceRows() {
    try (Connection connection = ServerIT.database();
        Statement statement = connection.createStatement()) {
      List<String> own = new ArrayList<>();
      try (ResultSet tables = statement.executeQuery(OWN)) {
        while (tables.next()) {
          own.add(tables.getString(1));
          queries.put(
              tables.getString(1),
              "select * from %s where workspace_id = ? order by id".formatted(tables.getString(1)));
        }
      }
      String names = "'" + String.join("','", own) + "'";
      try (ResultSet tables = statement.executeQuery(POINTING.formatted(names))) {
        while (tables.next()) {
          queries.putIfAbsent(
              tables.getString(1),
              "select t.* from %s t join %s o on t.%s = o.%s where o.workspace_id = ? order by 1, 2"
                  .formatted(
                      tables.getString(1),
                      tables.getString(3),
                      tables.getString(2),
                      tables.getString(4)));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The tables that are looked at. */
  List<String> tables() {
    return List.copyOf(queries.keySet());
  }

  /** The rows as texts, by table and workspace. */
  Map<String, List<String>> of(List<UUID> workspaces) {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = ServerIT.database()) {
      for (Map.Entry<String, String> query : queries.entrySet()) {
        try (PreparedStatement statement = connection.prepareStatement(query.getValue())) {
          for (UUID workspace : workspaces) {
            statement.setObject(1, Fixture.bytes(workspace));
            rows.put(query.getKey() + " of " + workspace, rows(statement));
          }
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private static List<String> rows(PreparedStatement statement) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          Object value = found.getObject(i);
          row.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
              .append(' ');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
