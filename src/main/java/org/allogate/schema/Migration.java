package org.allogate.schema;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.logging.javautil.JavaUtilLogCreator;

/** Brings the schema up to date before the application answers its first request. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Migration {
  // The empty file flyway.location in it, and in the one of callbacks, is how Flyway finds the
  // folder on Liberty's class loader.
  private static final String LOCATION = "classpath:db/migration";
  private static final Logger LOG = Logger.getLogger(Migration.class.getName());

  @Resource(lookup = "jdbc/allogate")
  DataSource dataSource;

  @PostConstruct
  void migrate() {
    MigrationTurn turn = MigrationTurn.of(dataSource);
    try (turn) {
      migrateInTurn();
    }
  }

  private void migrateInTurn() {
    MigrateResult result =
        Flyway.configure(Migration.class.getClassLoader())
            .dataSource(dataSource)
            .locations(LOCATION)
            .failOnMissingLocations(true)
            // A newer version was here, or is being brought in by another node: what it did can be
            // lived with, see the rules of this package.
            .ignoreMigrationPatterns("*:future")
            // It would choose SLF4J, which is here for the HTTP client and says nothing.
            .loggers(JavaUtilLogCreator.class.getName())
            .load()
            .migrate();
    LOG.info(
        () ->
            "Schema is at version %s, %d migrations were run."
                .formatted(
                    result.targetSchemaVersion == null
                        ? result.initialSchemaVersion
                        : result.targetSchemaVersion,
                    result.migrationsExecuted));
  }
}
