package org.allogate.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means the database answers; says no more than that. */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {
  private static final int TIMEOUT_SECONDS = 2;

  @Resource(lookup = "jdbc/allogate")
  DataSource dataSource;

  @Override
  public HealthCheckResponse call() {
    try (Connection connection = dataSource.getConnection()) {
      return answer(connection.isValid(TIMEOUT_SECONDS));
    } catch (SQLException e) {
      return answer(false);
    }
  }

  private static HealthCheckResponse answer(boolean up) {
    return HealthCheckResponse.named("database").status(up).build();
  }
}
