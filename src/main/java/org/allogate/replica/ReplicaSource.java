package org.allogate.replica;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Connections to the replica that have nothing to catch up with. */
@ApplicationScoped
public class ReplicaSource {
  private static final String REPLICA = "jdbc/allogate-replica";
  private static final String POSITION = "select @@global.gtid_binlog_pos";
  private static final String WAIT = "select master_gtid_wait(?, ?)";

  @Resource(lookup = "jdbc/allogate")
  DataSource primary;

  private final ReplicaSettings settings;
  private final Positions positions;

  /** For the container's proxy. */
  protected ReplicaSource() {
    settings = null;
    positions = null;
  }

  @Inject
  ReplicaSource(ReplicaSettings settings) {
    this.settings = settings;
    this.positions = new Positions(this::position, settings.patience());
  }

  /**
   * A connection to the replica, which has all that was committed on the primary when this was
   * called; the caller closes it.
   *
   * @throws SQLException when the replica is away or does not get there in time, or the primary
   *     does not tell
   */
  Connection upToDate() throws SQLException {
    String position = positions.now();
    Connection connection = replica().getConnection();
    try {
      await(connection, position);
      return connection;
    } catch (SQLException e) {
      try (connection) {
        throw e;
      }
    }
  }

  private String position() throws SQLException {
    try (Connection connection = primary.getConnection();
        PreparedStatement statement = connection.prepareStatement(POSITION);
        ResultSet row = statement.executeQuery()) {
      row.next();
      String position = row.getString(1);
      if (position == null || position.isEmpty()) {
        throw new SQLException("the primary has no position: it writes no binary log");
      }
      return position;
    }
  }

  private void await(Connection connection, String position) throws SQLException {
    long millis = settings.patience().toMillis();
    if (!reaches(connection, position, BigDecimal.valueOf(millis, 3))) {
      throw new SQLTimeoutException("the replica is behind by more than " + millis + " ms");
    }
  }

  private static boolean reaches(Connection connection, String position, BigDecimal seconds)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAIT)) {
      statement.setString(1, position);
      statement.setBigDecimal(2, seconds);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getInt(1) == 0 && !row.wasNull();
      }
    }
  }

  // By name when it is needed: without the setting a server need not have it.
  private static DataSource replica() throws SQLException {
    try {
      return InitialContext.doLookup(REPLICA);
    } catch (NamingException e) {
      throw new SQLException("no data source " + REPLICA, e);
    }
  }
}
