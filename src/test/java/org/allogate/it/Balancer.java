package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.allogate.egress.Certificates;

/**
 * The balancer of server-config/cluster as it is but for its ports, in front of two nodes that can
 * be told to die of their requests.
 */
final class Balancer implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("server-config", "cluster", "nginx.conf");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Map<String, String>> seen = new ConcurrentLinkedQueue<>();
  private final List<HttpsServer> nodes = new ArrayList<>();
  private final HttpClient client;
  private final Process process;
  private final int port;
  private volatile boolean dying;

  /**
   * Starts all of it.
   *
   * @param folder for everything that nginx writes
   */
  Balancer(Path folder) throws Exception {
    Certificates certificates = Certificates.of(folder, "localhost");
    certificates.write(folder);
    client = HttpClient.newBuilder().sslContext(certificates.client()).build();
    nodes.add(node(certificates));
    nodes.add(node(certificates));
    port = freePort();
    Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration());
    process =
        new ProcessBuilder(
                "nginx",
                "-c",
                configuration.toString(),
                "-p",
                folder.toString(),
                "-g",
                "daemon off;" + user())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    awaitPort(folder.resolve("nginx.log"));
  }

  /** Workers of root's nginx would be nobody, who may not read the folder. */
  private static String user() {
    return System.getProperty("user.name").equals("root") ? " user root;" : "";
  }

  private HttpsServer node(Certificates certificates) throws Exception {
    HttpsServer node =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
    node.setExecutor(threads);
    node.createContext("/", this::answer);
    node.start();
    return node;
  }

  /** A node that dies has read the whole request; the other one lives. */
  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, String.join("|", all)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    headers.put(":path", exchange.getRequestURI().toString());
    headers.put(":method", exchange.getRequestMethod());
    headers.put(":length", Integer.toString(body.length));
    seen.add(headers);
    if (dying) {
      dying = false;
      exchange.close();
      return;
    }
    byte[] answer = "served".getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String configuration() throws IOException {
    String example = Files.readString(EXAMPLE);
    assertThat(example).contains("127.0.0.1:9451", "127.0.0.1:9452", "127.0.0.1:8443");
    return example
        .replace("127.0.0.1:9451", "127.0.0.1:" + nodes.get(0).getAddress().getPort())
        .replace("127.0.0.1:9452", "127.0.0.1:" + nodes.get(1).getAddress().getPort())
        .replace("127.0.0.1:8443", "127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(Path log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
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

  /** The next request that reaches a node kills it: no answer comes. */
  void killTheNextNode() {
    dying = true;
  }

  /** Stops a node: nothing listens any more. */
  void stop(int node) {
    nodes.get(node).stop(0);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What reached the nodes since the last time, in order. */
  List<Map<String, String>> seen() {
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
    nodes.forEach(node -> node.stop(0));
    threads.shutdownNow();
  }
}
