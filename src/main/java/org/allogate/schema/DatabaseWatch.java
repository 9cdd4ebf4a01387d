package org.allogate.schema;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.allogate.metrics.Meters;

/**
 * Whether the database answers this node, and which schema it has: during a rolling update that of
 * the newest node.
 */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseWatch {
  private static final String VERSION =
      "select version from flyway_schema_history where success = 1 and version is not null"
          + " order by installed_rank desc limit 1";

  @Resource(lookup = "jdbc/allogate")
  DataSource dataSource;

  private volatile double version = Double.NaN;
  private volatile int up;

  /** For the container. */
  public DatabaseWatch() {}

  @Inject
  void watched(Meters meters) {
    meters.level("allogate_database_up", "Whether the database answers.", () -> up);
    meters.level("allogate_schema_version", "Version of the database's schema.", () -> version);
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void look() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(VERSION);
        ResultSet row = statement.executeQuery()) {
      version = row.next() ? Double.parseDouble(row.getString(1)) : Double.NaN;
      up = 1;
    } catch (SQLException e) {
      // The level says it; requests that fail by it are logged.
      up = 0;
    }
  }
}
