package org.allogate.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A web server on 127.0.0.1 that webhooks are sent to. It keeps all requests, by their path, and
 * answers as a test says: 204 where it says nothing.
 */
final class Receiver implements AutoCloseable {
  private static final int BACKLOG = 1_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /** One at a port of its own. */
  static Receiver start() {
    return start(0);
  }

  /** One at a port that is known. */
  static Receiver start(int port) {
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
      Receiver receiver = new Receiver(server);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The address of a path that begins with a slash. */
  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Has a path answer in turn, and with the last of these from then on. */
  Receiver answers(String path, Answer... answers) {
    AtomicInteger next = new AtomicInteger();
    return answers(path, it -> answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
  }

  /** Has a path answer by what it was sent. */
  Receiver answers(String path, Function<Received, Answer> answers) {
    target(path).answers = answers;
    return this;
  }

  /** Lets go on what hangs at a path, and whatever would hang there later. */
  void release(String path) {
    target(path).released.countDown();
  }

  /** What a path was sent so far, in the order of arrival. */
  List<Received> received(String path) {
    return List.copyOf(target(path).received);
  }

  /** Waits until a path was sent as many requests, and returns all of them. */
  List<Received> await(String path, int count) {
    KeyMaker.eventually(
        count + " requests to " + path, () -> target(path).received.size() >= count);
    return received(path);
  }

  /** How many requests a path is answering now. */
  int open(String path) {
    return target(path).open.get();
  }

  /** The most requests that a path was answering at a time. */
  int mostAtOnce(String path) {
    return target(path).most.get();
  }

  @Override
  public void close() {
    targets.values().forEach(it -> it.released.countDown());
    server.stop(0);
    threads.shutdownNow();
  }

  private Target target(String path) {
    return targets.computeIfAbsent(path, it -> new Target());
  }

  private void handle(HttpExchange exchange) throws IOException {
    Target target = target(exchange.getRequestURI().getPath());
    int open = target.open.incrementAndGet();
    target.most.accumulateAndGet(open, Math::max);
    boolean counted = true;
    try (exchange) {
      Received received = Received.of(exchange);
      target.received.add(received);
      Answer answer = target.answers.apply(received);
      if (answer.hangs) {
        target.released.await();
      }
      // Who is answered may send the next before this thread goes on.
      target.open.decrementAndGet();
      counted = false;
      send(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      target.open.addAndGet(counted ? -1 : 0);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
    if (answer.body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body);
      }
    }
  }

  private static final class Target {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Function<Received, Answer> answers = it -> Answer.of(204);
  }

  /** How a request is answered; one that hangs only when it is let go on. */
  record Answer(int status, Map<String, String> headers, byte[] body, boolean hangs) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), new byte[0], false);
    }

    /** Hangs, and ends in 204. */
    static Answer hanging() {
      return hanging(204);
    }

    /** Hangs, and ends in a status. */
    static Answer hanging(int status) {
      return new Answer(status, Map.of(), new byte[0], true);
    }

    Answer with(String header, String value) {
      Map<String, String> all = new ConcurrentHashMap<>(headers);
      all.put(header, value);
      return new Answer(status, all, body, hangs);
    }

    Answer body(String text) {
      return new Answer(status, headers, text.getBytes(StandardCharsets.UTF_8), hangs);
    }
  }

  /** A request; the names of its headers are in lower case. */
  record Received(String method, String path, Map<String, String> headers, byte[] body) {
    private static Received of(HttpExchange exchange) throws IOException {
      return new Received(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      it -> it.getKey().toLowerCase(Locale.ROOT),
                      it -> String.join(", ", it.getValue()))),
          exchange.getRequestBody().readAllBytes());
    }

    String header(String name) {
      return headers.get(name);
    }

    /** The {@code webhook-id}. */
    String id() {
      return header("webhook-id");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
