package org.allogate.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was written down of a tenant. */
final class AuditRows {
  private AuditRows() {}

  /** The actions on a member, in their order. */
  static List<String> actionsOn(UUID target) {
    return texts("select action from audit_event where target_id = ? order by sequence", target);
  }

  /** What changed with the last event of a member. */
  static String lastChangesOf(UUID target) {
    List<String> all =
        texts("select changes from audit_event where target_id = ? order by sequence", target);
    return all.get(all.size() - 1);
  }

  /** Everything of a tenant's events as one text. */
  static String everythingOf(UUID tenant) {
    return String.join(
        "\n",
        texts(
            "select concat_ws(' ', actor_name, action, address, request_id, changes)"
                + " from audit_event where tenant_id = ?",
            tenant));
  }

  /** The texts of a query's only column. */
  static List<String> texts(String sql, UUID id) {
    try (Connection connection = ServerIT.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, Fixture.bytes(id));
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
