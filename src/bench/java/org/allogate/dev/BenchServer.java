package org.allogate.dev;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * MariaDB and Open Liberty with the bench WAR, on the loopback, on free ports unless {@code
 * -Dallogate.http.port}, {@code allogate.https.port} or {@code allogate.db.port} say which. Every
 * other property that begins with {@code allogate.} is handed on. The data are kept in {@code
 * target/bench}.
 */
public final class BenchServer implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(180);
  private static final String NAME = "allogate-bench";

  private final Path folder;
  private final Path home;
  private final int port;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Secrets secrets;
  private final EmbeddedDatabase database;
  private ProcessHandle databaseProcess;
  private LibertyServer server;

  private BenchServer(Path target, Properties properties) {
    Path build = target.toAbsolutePath();
    folder = build.resolve("bench");
    home = build.resolve("liberty").resolve("wlp");
    port = port(properties, "allogate.http.port");
    PrivateFile.folder(folder);
    secrets = Secrets.in(folder.resolve("secrets.properties"));
    database =
        new EmbeddedDatabase(
            build.resolve("mariadb"),
            folder.resolve("mariadb"),
            port(properties, "allogate.db.port"),
            secrets,
            List.of());
    settings(properties);
  }

  /** Starts both and returns when the server is ready; stops what runs when it fails. */
  public static BenchServer start(Path target, Properties properties) {
    BenchServer bench = new BenchServer(target, properties);
    Runtime.getRuntime().addShutdownHook(new Thread(bench::close, "stop"));
    bench.start(target);
    return bench;
  }

  private void settings(Properties properties) {
    variables.put("allogate.demo", "true");
    variables.put("allogate.demo-keys-file", keysFile().toString());
    // Attempts with unproven keys come from as many addresses as the bench likes to name.
    variables.put("allogate.trusted-proxies", "127.0.0.1");
    variables.put("allogate.webhooks.max-endpoints", "2000");
    // The unguarded resources are no part of the contract document.
    variables.put("mp.openapi.scan.disable", "true");
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("allogate.")) {
        variables.put(name, properties.getProperty(name));
      }
    }
    variables.put("allogate.host", "127.0.0.1");
    variables.put("allogate.http.port", Integer.toString(port));
    variables.put("allogate.https.port", Integer.toString(port(properties, "allogate.https.port")));
    variables.put("allogate.https.keystore", folder.resolve("key.p12").toString());
    variables.put("allogate.https.keystore-password", secrets.keystorePassword());
    variables.put("allogate.secrets", secrets.signing());
    variables.put("allogate.db.url", database.url());
    variables.put("allogate.db.user", "allogate");
    variables.put("allogate.db.password", secrets.databasePassword());
  }

  private synchronized void start(Path target) {
    databaseProcess = database.start();
    Path instance = instance(NAME);
    try {
      Path applications = Files.createDirectories(instance.resolve("apps"));
      Files.copy(
          target.resolve(NAME + ".war"),
          applications.resolve("allogate.war"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartFailure("Cannot deploy the bench WAR: " + e, e);
    }
    ServerVariables.write(instance, "bench", variables);
    server = LibertyServer.start(home, NAME);
    awaitReady(server, port);
  }

  private Path instance(String name) {
    return home.resolve("usr").resolve("servers").resolve(name);
  }

  private static void awaitReady(LibertyServer server, int port) {
    server.awaitReady(URI.create("http://127.0.0.1:" + port + "/health/ready"), READY_TIMEOUT);
  }

  /** Another node on the same database, like this one but for some settings. */
  public Node beside(Map<String, String> settings) {
    String name = NAME + "-beside";
    int at = port(new Properties(), "");
    Map<String, String> its = new LinkedHashMap<>(variables);
    its.put("allogate.demo", "false");
    its.put("allogate.http.port", Integer.toString(at));
    its.put("allogate.https.port", Integer.toString(port(new Properties(), "")));
    its.putAll(settings);
    copy(instance(NAME), instance(name));
    copy(instance(NAME).resolve("apps"), instance(name).resolve("apps"));
    ServerVariables.write(instance(name), "bench", its);
    LibertyServer node = LibertyServer.start(home, name);
    awaitReady(node, at);
    return new Node(node, at);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new StartFailure("Cannot make another node: " + e, e);
    }
  }

  /** A node that was started beside the first one. */
  public record Node(LibertyServer server, int port) implements AutoCloseable {
    /** The server's own process. */
    public ProcessHandle process() {
      return server.handle();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** The port of plain HTTP on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The server's own process. */
  public ProcessHandle process() {
    return server.handle();
  }

  /** The database's process. */
  public ProcessHandle databaseProcess() {
    return databaseProcess;
  }

  /** The file of the demo's keys. */
  public Path keysFile() {
    return folder.resolve("demo-keys.json");
  }

  /** The setting {@code allogate.secrets} of the server. */
  public String signing() {
    return secrets.signing();
  }

  /** A connection of the application's user. */
  public Connection connect() throws SQLException {
    return database.connect();
  }

  /** The server first; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }

  private static int port(Properties properties, String setting) {
    String given = properties.getProperty(setting);
    if (given != null) {
      return Integer.parseInt(given);
    }
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new StartFailure("No free port: " + e, e);
    }
  }
}
