package org.allogate.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.allogate.dev.Chromium;
import org.allogate.dev.EmbeddedDatabase;
import org.allogate.dev.Keycloak;
import org.allogate.dev.Leftovers;
import org.allogate.dev.Secrets;
import org.allogate.dev.ServerVariables;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.mariadb.jdbc.MariaDbDataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/**
 * The database of the integration tests: fresh when JUnit's session opens, which is before
 * Arquillian starts the server, stopped when it closes. Does nothing in the unit tests' session.
 */
public final class ItSession implements LauncherSessionListener {
  private static final Path TARGET =
      Path.of(System.getProperty("allogate.target", "target")).toAbsolutePath();
  private static final Path SERVER =
      TARGET.resolve("liberty/wlp/usr/servers").resolve(System.getProperty("it.server", "it"));

  private static final boolean REPLICATED = Boolean.getBoolean("allogate.it.replica");

  private static EmbeddedDatabase database;
  private static MariaDbPoolDataSource connections;
  private static Keycloak keycloak;
  private static Map<String, String> variables;
  private static ReplicaDatabase replica;

  private static final Leftovers LEFTOVERS =
      new Leftovers(TARGET.resolve("it/processes.properties"));

  /** The running database. */
  static EmbeddedDatabase database() {
    return database;
  }

  /** The settings of the server. */
  static Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /** The replica of the database, in the profile replica. */
  static ReplicaDatabase replica() {
    return replica;
  }

  /** The folder of the server's logs. */
  static Path logs() {
    return SERVER.resolve("logs");
  }

  /** Stops the database in the orderly way, does something, and starts it again. */
  static void whileDatabaseIsAway(Runnable deed) {
    LEFTOVERS.stop("mariadb");
    try {
      deed.run();
    } finally {
      LEFTOVERS.record("mariadb", database.start());
    }
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (Boolean.getBoolean("allogate.it")) {
      start();
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Chromium.close();
    if (keycloak != null) {
      keycloak.close();
    }
    if (replica != null) {
      replica.close();
    }
    if (database != null) {
      Cluster.close();
      connections.close();
      database.close();
      requireNoSecretInTheLogs();
    }
  }

  // After the last test, so that it holds for what every one of them did.
  private static void requireNoSecretInTheLogs() {
    List<String> secrets =
        Stream.concat(Stream.of(logs()), Cluster.logs())
            .filter(Files::isDirectory)
            .map(LoggedSecrets::in)
            .flatMap(List::stream)
            .toList();
    if (!secrets.isEmpty()) {
      throw new AssertionError("secrets in the server's logs: " + secrets);
    }
  }

  private void start() {
    LEFTOVERS.stop("mariadb");
    LEFTOVERS.stop("replica");
    LEFTOVERS.stop("keycloak");
    stopServerOfKilledRun();
    clear();
    Secrets secrets = Secrets.in(TARGET.resolve("it/data/secrets.properties"));
    database =
        new EmbeddedDatabase(
            TARGET.resolve("mariadb"),
            TARGET.resolve("it/data/mariadb"),
            Integer.getInteger("it.db.port"),
            secrets,
            databaseArguments());
    LEFTOVERS.record("mariadb", database.start());
    connections = pool(secrets);
    variables = variables(secrets);
    if (Boolean.getBoolean("allogate.it.oidc")) {
      variables.putAll(startKeycloak());
    }
    if (REPLICATED) {
      variables.putAll(startReplica(secrets));
    }
    ServerVariables.write(SERVER, "it", variables);
  }

  // Tests make tens of thousands of small statements: a connection for each costs more than they
  // do.
  private static MariaDbPoolDataSource pool(Secrets secrets) {
    try {
      MariaDbPoolDataSource pool =
          new MariaDbPoolDataSource(
              database.url()
                  + "?connectTimeout=5000&minPoolSize=0&maxPoolSize=64&poolValidMinDelay=0");
      pool.setUser("root");
      pool.setPassword(secrets.rootPassword());
      return pool;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connections to a schema, with all rights on the server, isolated as the server's are. */
  static DataSource dataSource(String schema) {
    Secrets secrets = Secrets.in(TARGET.resolve("it/data/secrets.properties"));
    try {
      MariaDbDataSource source =
          new MariaDbDataSource(
              "jdbc:mariadb://127.0.0.1:%d/%s?transactionIsolation=READ-COMMITTED"
                  .formatted(Integer.getInteger("it.db.port"), schema));
      source.setUser("root");
      source.setPassword(secrets.rootPassword());
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection with all rights on the server; the caller gives it back by closing it. */
  static Connection connection() throws SQLException {
    return connections.getConnection();
  }

  private static List<String> databaseArguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-innodb-doublewrite",
                // On, but to nowhere: only so do statements prepared before StatementLog opens show
                // their values in it.
                "--general-log=1",
                "--log-output=NONE"));
    if (REPLICATED) {
      arguments.addAll(List.of("--server-id=1", "--log-bin=changes"));
    }
    return arguments;
  }

  /** The replica of the profile replica, and the setting that names it. */
  private static Map<String, String> startReplica(Secrets secrets) {
    replica =
        new ReplicaDatabase(
            TARGET.resolve("mariadb"),
            TARGET.resolve("it/data/replica"),
            Integer.getInteger("it.replica.port"),
            secrets,
            process -> LEFTOVERS.record("replica", process));
    replica.follow(Integer.getInteger("it.db.port"));
    return Map.of("allogate.db.replica.url", replica.url());
  }

  /** The provider of the profile oidc, and the settings that name it. */
  private static Map<String, String> startKeycloak() {
    keycloak =
        new Keycloak(
            Path.of(System.getProperty("it.keycloak")),
            TARGET.resolve("it/keycloak"),
            Integer.getInteger("it.oidc.port"));
    LEFTOVERS.record("keycloak", keycloak.start(ServerIT.uri(OidcIT.CALLBACK)));
    return Map.of(
        "allogate.oidc.provider", keycloak.issuer(),
        "allogate.oidc.client-id", Keycloak.CLIENT,
        "allogate.oidc.client-secret", Keycloak.CLIENT_SECRET);
  }

  /** Arquillian refuses to start beside it; its command line names this folder and this server. */
  private static void stopServerOfKilledRun() {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().filter(ItSession::isOurs).isPresent())
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  private static boolean isOurs(String commandLine) {
    return commandLine.contains(TARGET.resolve("liberty").toString())
        && commandLine.matches(".* " + SERVER.getFileName() + "(-[a-z])?");
  }

  /** An application left in dropins by the last run would start before the new one is deployed. */
  private static void clear() {
    try {
      EmbeddedDatabase.delete(TARGET.resolve("it/data"));
      EmbeddedDatabase.delete(SERVER.resolve("dropins"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> variables(Secrets secrets) {
    Map<String, String> variables = new HashMap<>();
    variables.put("allogate.db.url", database.url());
    variables.put("allogate.db.user", "allogate");
    variables.put("allogate.db.password", secrets.databasePassword());
    variables.put("allogate.host", "localhost");
    variables.put("allogate.http.port", System.getProperty("it.http.port"));
    variables.put("allogate.https.port", System.getProperty("it.https.port"));
    variables.put("allogate.secrets", ServerIT.SECRETS);
    variables.put("allogate.metrics.password", Metrics.PASSWORD);
    variables.put("allogate.demo", "false");
    variables.put("allogate.trusted-proxies", "127.0.0.1");
    // Where webhooks of tests are sent.
    variables.put("allogate.webhooks.allowed-networks", "127.0.0.1/32");
    // Few, so that hundreds of sign-ins take seconds.
    variables.put("allogate.password.iterations", Integer.toString(TestPasswords.ITERATIONS));
    return variables;
  }
}
