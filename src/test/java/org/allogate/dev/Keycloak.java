package org.allogate.dev;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real identity provider for tests, from Keycloak's distribution as Maven unpacked it: in
 * development mode, on the loopback only, with the realm of the test resources. The first start
 * builds it (35 s), later ones take 10 s. It begins anew each time.
 */
public final class Keycloak implements AutoCloseable {
  /** What the realm knows the application by. */
  public static final String CLIENT = "allogate-console";

  /** What proves that. */
  public static final String CLIENT_SECRET = "client-secret-of-the-test";

  private static final String REALM = "/keycloak/allogate-realm.json";
  private static final Duration START = Duration.ofSeconds(180);
  private static final int STOP_SECONDS = 30;
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Path home;
  private final Path log;
  private final int port;
  private Process process;

  /**
   * Nothing starts before {@link #start}.
   *
   * @param home the unpacked distribution
   * @param log the folder of its log
   * @param port on the loopback
   */
  public Keycloak(Path home, Path log, int port) {
    this.home = home;
    this.log = log.resolve("keycloak.log");
    this.port = port;
  }

  /** Starts it and returns when it answers; the process may be a script whose child it is. */
  public ProcessHandle start(URI callback) {
    try {
      prepare();
      ProcessBuilder builder = command();
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("ALLOGATE_CALLBACK", callback.toString());
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      awaitAnswer();
      return process.toHandle();
    } catch (IOException e) {
      throw new StartFailure("Cannot start Keycloak: " + e, e);
    }
  }

  /** The address that its tokens name. */
  public String issuer() {
    return "http://localhost:" + port + "/realms/allogate";
  }

  private void prepare() throws IOException {
    Files.createDirectories(log.getParent());
    EmbeddedDatabase.delete(home.resolve("data").resolve("h2"));
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    try (InputStream realm = Keycloak.class.getResourceAsStream(REALM)) {
      Files.copy(realm, realms.resolve("allogate-realm.json"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private ProcessBuilder command() {
    return new ProcessBuilder(
        home.resolve("bin").resolve(WINDOWS ? "kc.bat" : "kc.sh").toString(),
        "start-dev",
        "--import-realm",
        "--cache=local",
        "--health-enabled=false",
        "--http-host=127.0.0.1",
        "--http-port=" + port,
        "--hostname=http://localhost:" + port);
  }

  private void awaitAnswer() {
    HttpClient client = HttpClient.newHttpClient();
    URI metadata = URI.create(issuer() + "/.well-known/openid-configuration");
    HttpRequest request = HttpRequest.newBuilder(metadata).timeout(Duration.ofSeconds(5)).build();
    long deadline = System.nanoTime() + START.toNanos();
    while (!isOk(client, request)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new StartFailure("Keycloak does not get ready. Its log: " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    }
  }

  private static boolean isOk(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its script hands the signal on to the Java that it started. */
  @Override
  public void close() {
    if (process == null || !process.isAlive()) {
      return;
    }
    var children = process.descendants().toList();
    process.destroy();
    Children.await(process, STOP_SECONDS);
    children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }
}
