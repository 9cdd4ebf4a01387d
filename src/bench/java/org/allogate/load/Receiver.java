package org.allogate.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * What webhooks are sent to: answers 204 at once, but never to what comes to {@link #HANGING}.
 * Remembers when each path was called last.
 */
final class Receiver implements AutoCloseable {
  static final String HANGING = "/hanging";

  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final LongAdder received = new LongAdder();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 4096);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(HANGING)) {
      return;
    }
    last.put(path, System.nanoTime());
    received.increment();
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** How many were answered. */
  long received() {
    return received.sum();
  }

  /** When each path was called last, by {@link System#nanoTime()}. */
  Map<String, Long> last() {
    return last;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
