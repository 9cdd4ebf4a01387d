package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The example of server-config as it is but for its ports, in front of a service of its own. */
final class Nginx implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("server-config", "forward-auth", "nginx.conf");
  private static final List<String> FOLDERS =
      List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi");

  private final HttpServer service;
  private final ConcurrentLinkedQueue<Map<String, String>> seen = new ConcurrentLinkedQueue<>();
  private final Process process;
  private final int port;

  private Nginx(Path folder, int allogate) throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.get(0)));
          headers.put(":path", exchange.getRequestURI().toString());
          headers.put(":method", exchange.getRequestMethod());
          exchange.getRequestBody().readAllBytes();
          seen.add(headers);
          byte[] body = "served".getBytes(StandardCharsets.US_ASCII);
          boolean fails = exchange.getRequestURI().getPath().equals("/fails");
          exchange.sendResponseHeaders(fails ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(allogate));
    process =
        new ProcessBuilder(
                "nginx",
                "-c",
                configuration.toString(),
                "-p",
                folder.toString(),
                "-g",
                "daemon off;")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    awaitPort(folder.resolve("nginx.log"));
  }

  /**
   * The example in front of Allogate at a port.
   *
   * @param folder for everything that nginx writes
   */
  static Nginx start(Path folder, int allogate) throws IOException {
    return new Nginx(folder, allogate);
  }

  /** Whether there is an nginx to start. */
  static boolean isInstalled() {
    try {
      Process process =
          new ProcessBuilder("nginx", "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String configuration(int allogate) throws IOException {
    StringBuilder own = new StringBuilder("http {\n");
    FOLDERS.forEach(
        name -> own.append("  ").append(name).append("_temp_path ").append(name).append(";\n"));
    String example = Files.readString(EXAMPLE);
    assertThat(example).contains("127.0.0.1:9080", "127.0.0.1:8000", "127.0.0.1:8088", "http {\n");
    return example
        .replace("127.0.0.1:9080", "127.0.0.1:" + allogate)
        .replace("127.0.0.1:8000", "127.0.0.1:" + service.getAddress().getPort())
        .replace("127.0.0.1:8088", "127.0.0.1:" + port)
        .replace("http {\n", own);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(Path log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (ConnectException e) {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        assertThat(System.nanoTime()).as("nginx listens").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  /** Where clients call. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** What reached the service since the last time, with {@code :path} and {@code :method}. */
  List<Map<String, String>> served() {
    List<Map<String, String>> requests = new ArrayList<>();
    for (Map<String, String> one = seen.poll(); one != null; one = seen.poll()) {
      requests.add(one);
    }
    return requests;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    service.stop(0);
  }
}
