package org.allogate.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lets one node migrate at a time. Flyway does so itself, but not on a server of a Galera cluster,
 * where it locks a row that the first statement of a migration sets free again.
 *
 * <p>The lock is the connection's: who is killed gives it up as soon as the statement under way has
 * ended. It is one server's: nodes that write to different ones of a cluster do not see it.
 */
final class MigrationTurn implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MigrationTurn.class.getName());
  private static final String NAME = "concat('allogate ', md5(database()))";

  // Seconds; below the time after which the driver gives up a silent connection.
  private static final String LOCK = "select get_lock(" + NAME + ", 10)";
  private static final String RELEASE = "select release_lock(" + NAME + ")";

  private final Connection connection;

  private MigrationTurn(Connection connection) {
    this.connection = connection;
  }

  /** Waits for as long as other nodes migrate. */
  static MigrationTurn of(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      while (!isTrue(connection, LOCK)) {
        LOG.info("Another node migrates the schema.");
      }
      return new MigrationTurn(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTrue(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Lets the next node migrate. Not by closing alone: the connection goes back to its pool. */
  @Override
  public void close() {
    try (connection) {
      isTrue(connection, RELEASE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
