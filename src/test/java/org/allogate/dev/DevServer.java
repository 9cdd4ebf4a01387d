package org.allogate.dev;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs MariaDB and Open Liberty until Ctrl-C. */
public final class DevServer {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(180);

  /** What runs, the last started first, with its name. */
  private final Deque<Running> running = new ArrayDeque<>();

  private final DevSettings settings;
  private final Leftovers leftovers;
  private volatile boolean stopping;

  private record Running(String name, AutoCloseable part) {}

  private DevServer(DevSettings settings) {
    this.settings = settings;
    this.leftovers = new Leftovers(settings.data().resolve("processes.properties"));
  }

  /**
   * Blocks until the server has ended.
   *
   * @param arguments the build's folder
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      DevSettings settings =
          DevSettings.read(Path.of(arguments[0]), System.getProperties(), System::getenv);
      new DevServer(settings).runUntilStopped();
    } catch (StartFailure e) {
      System.err.println("\nAllogate: " + e.getMessage() + "\n");
      System.exit(1);
    }
  }

  /** What fails because Ctrl-C came in between is no failure, and Maven has no last word on it. */
  private void runUntilStopped() throws InterruptedException {
    try {
      run();
    } catch (StartFailure e) {
      if (!stopping) {
        throw e;
      }
    }
    Thread.currentThread().join();
  }

  private void run() throws InterruptedException {
    clearLeftovers();
    Ports.requireFree(ports());
    Secrets secrets = Secrets.in(settings.data().resolve("secrets.properties"));
    leftovers.record("launcher", ProcessHandle.current());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Map<String, String> variables = variables(secrets);
    if (settings.databaseUrl().isEmpty()) {
      startDatabase(secrets, variables);
    }
    ServerVariables.write(settings.server(), "dev", variables);
    LibertyServer server = startLiberty();
    server.awaitReady(ready(), READY_TIMEOUT);
    System.out.println(new Banner(settings).text(server.logs()));
    server.awaitEnd();
    endOfServer(server);
  }

  private void clearLeftovers() {
    leftovers
        .running("launcher")
        .ifPresent(
            process -> {
              throw new StartFailure(
                  "Another one runs on "
                      + settings.data()
                      + " (process "
                      + process.pid()
                      + "). Stop it, or choose other data with -Dallogate.data=... and other ports.");
            });
    for (String name : List.of("Open Liberty", "MariaDB")) {
      leftovers
          .running(key(name))
          .ifPresent(
              process -> {
                say("Stopping %s of a run that was killed (process %d) ...", name, process.pid());
                leftovers.stop(key(name));
              });
    }
  }

  private Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("allogate.http.port", settings.httpPort());
    ports.put("allogate.https.port", settings.httpsPort());
    if (settings.databaseUrl().isEmpty()) {
      ports.put("allogate.db.port", settings.databasePort());
    }
    return ports;
  }

  /**
   * What was given on the command line goes to the server as it is; the rest has values for
   * development.
   */
  private Map<String, String> variables(Secrets secrets) {
    Map<String, String> variables = new LinkedHashMap<>();
    putUnlessInEnvironment(variables, "allogate.demo", "true");
    putUnlessInEnvironment(variables, "allogate.demo-keys-file", settings.demoKeys().toString());
    putUnlessInEnvironment(variables, "allogate.secrets", secrets.signing());
    putUnlessInEnvironment(variables, "allogate.metrics.password", secrets.metricsPassword());
    variables.putAll(settings.given());
    variables.put("allogate.host", settings.host());
    variables.put("allogate.http.port", Integer.toString(settings.httpPort()));
    variables.put("allogate.https.port", Integer.toString(settings.httpsPort()));
    variables.put("allogate.https.keystore", settings.data().resolve("key.p12").toString());
    variables.put("allogate.https.keystore-password", secrets.keystorePassword());
    return variables;
  }

  private static void putUnlessInEnvironment(
      Map<String, String> variables, String name, String value) {
    if (System.getenv(DevSettings.environmentName(name)) == null) {
      variables.put(name, value);
    }
  }

  private void startDatabase(Secrets secrets, Map<String, String> variables) {
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            settings.target().resolve("mariadb"),
            settings.data().resolve("mariadb"),
            settings.databasePort(),
            secrets,
            List.of());
    begin("MariaDB", database);
    leftovers.record(key("MariaDB"), database.start());
    variables.put("allogate.db.url", database.url());
    variables.put("allogate.db.user", "allogate");
    variables.put("allogate.db.password", secrets.databasePassword());
  }

  private LibertyServer startLiberty() {
    say("Starting Open Liberty ...");
    synchronized (running) {
      refuseWhenStopping();
      LibertyServer server = LibertyServer.start(settings.liberty(), "allogate");
      running.push(new Running("Open Liberty", server));
      leftovers.record(key("Open Liberty"), server.handle());
      return server;
    }
  }

  private void begin(String name, AutoCloseable part) {
    say("Starting %s ...", name);
    synchronized (running) {
      refuseWhenStopping();
      running.push(new Running(name, part));
    }
  }

  private void refuseWhenStopping() {
    if (stopping) {
      throw new StartFailure("Stopped while starting.");
    }
  }

  private URI ready() {
    return URI.create(
        "http://" + settings.callableHost() + ":" + settings.httpPort() + "/health/ready");
  }

  /** A server that ended although nobody stopped it is a failure of the run. */
  private void endOfServer(LibertyServer server) {
    if (stopping) {
      return;
    }
    throw new StartFailure("Open Liberty has ended by itself. Its logs: " + server.logs());
  }

  /** The server first, while its database still answers: it writes what it has counted. */
  private void stop() {
    synchronized (running) {
      stopping = true;
      while (!running.isEmpty()) {
        Running last = running.pop();
        try {
          last.part().close();
          say("%s has stopped.", last.name());
        } catch (Exception e) {
          say("%s did not stop: %s", last.name(), e);
        }
      }
    }
  }

  private static String key(String name) {
    return name.replace(' ', '-').toLowerCase(Locale.ROOT);
  }

  private static void say(String format, Object... values) {
    System.out.println(format.formatted(values));
  }
}
