package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.allogate.dev.EmbeddedDatabase;
import org.allogate.dev.LibertyServer;
import org.allogate.dev.ServerVariables;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * One of several servers on the database of the tests, made from a copy of Arquillian's server,
 * which does not run meanwhile. It is asked by clients while it is in rotation, which ends when it
 * is known to be gone, as with a balancer.
 */
final class ClusterNode {
  private static final Path TEMPLATE = ItSession.logs().getParent();
  private static final Path HOME = TEMPLATE.resolve("../../..").normalize();
  private static final Duration READY = Duration.ofMinutes(5);
  // It lives for minutes: what compiles code well is time lost, and several share a machine.
  private static final String SOON_READY =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms64m -Xmx400m";

  private final String name;
  private final int port;
  private final Path folder;
  private final Map<String, String> settings;
  private LibertyServer server;
  private volatile boolean inRotation;

  /**
   * Nothing starts yet.
   *
   * @param number 0 to 9, added to the ports of the tests
   * @param settings that it has besides those of the tests
   */
  ClusterNode(int number, Map<String, String> settings) {
    name = TEMPLATE.getFileName() + "-" + (char) ('a' + number);
    port = Integer.getInteger("it.http.port") + number;
    folder = TEMPLATE.resolveSibling(name);
    this.settings = new HashMap<>(ItSession.variables());
    this.settings.put("allogate.http.port", Integer.toString(port));
    this.settings.put(
        "allogate.https.port", Integer.toString(Integer.getInteger("it.https.port") + number));
    this.settings.putAll(settings);
  }

  /** Makes its folder, and nothing of a former one is left. */
  void install() {
    try (Stream<Path> files = Files.list(TEMPLATE)) {
      EmbeddedDatabase.delete(folder);
      Path dropins = Files.createDirectories(folder.resolve("dropins"));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      ServerIT.war().as(ZipExporter.class).exportTo(dropins.resolve("allogate.war").toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerVariables.write(folder, "it", settings);
  }

  /** Starts it, which takes a while: see {@link #awaitReady}. */
  synchronized void start() {
    server = LibertyServer.start(HOME, name, SOON_READY);
  }

  /** Returns when it is ready, which takes it into rotation. */
  synchronized void awaitReady() {
    server.awaitReady(uri("/health/ready"), READY);
    inRotation = true;
  }

  /** Kills it as it stands. */
  synchronized void kill() {
    server.kill();
    inRotation = false;
    server = null;
  }

  /** Stops it the orderly way and returns when it has ended; it is asked until then. */
  synchronized void stop() {
    if (server != null) {
      server.close();
      inRotation = false;
      server = null;
    }
  }

  synchronized boolean isStopped() {
    return server == null;
  }

  boolean inRotation() {
    return inRotation;
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** The address of a path that begins with a slash. */
  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Its answer, whatever it is. */
  HttpResponse<String> ask(Call call) throws IOException {
    try {
      return ServerIT.client().send(call.at(this), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The answer of a node that must be there. */
  HttpResponse<String> answer(Call call) {
    try {
      return ask(call);
    } catch (IOException e) {
      throw new AssertionError(this + ": " + call.path(), e);
    }
  }

  /** The answer to what must succeed. */
  HttpResponse<String> succeed(Call call) {
    HttpResponse<String> answer = answer(call);
    assertThat(answer.statusCode()).as("%s: %s", call.path(), answer.body()).isBetween(200, 299);
    return answer;
  }

  /** Sets its clock ahead of the system's. */
  void setClock(Duration ahead) {
    succeed(Call.of("POST", ItClock.PATH + "?" + ItClock.SECONDS + "=" + ahead.toSeconds(), ""));
  }

  @Override
  public String toString() {
    return name.substring(name.length() - 1).toUpperCase();
  }
}
