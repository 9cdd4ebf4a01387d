package org.allogate.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allogate.dev.BenchServer;

/**
 * What it costs a write that it is told: the same write while nobody listens, while an endpoint
 * wants other events, and while one wants each of them, in turns, on a server that leaves sending
 * to others, of which there are none; then the first and the last once more while another node on
 * the same processors sends. Ratios are taken within a round. Under full load, and one request at a
 * time with and without an {@code Idempotency-Key}.
 */
final class OutboxCost {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
  private static final int IN_A_ROW = 50;
  private static final String NOBODY = "nobody listens";
  private static final String OTHER = "an endpoint wants other events";
  private static final String EACH = "an endpoint wants each event: it is written";
  private static final String SENT = "it is written, and sent meanwhile by the same processors";
  private static final Map<String, String> SENDING =
      Map.of(
          "allogate.webhooks.dispatch",
          "true",
          "allogate.webhooks.allowed-networks",
          "127.0.0.1/32");
  private static final String BODY = "{\"name\":\"A brass door\"}";

  private final BenchServer server;
  private final Endpoints endpoints;
  private final String header;
  private final Target target;
  private final Loader loader;

  /**
   * @param key that writes
   */
  OutboxCost(BenchServer server, Endpoints endpoints, String key) {
    this.server = server;
    this.loader = Loader.choose(server);
    this.endpoints = endpoints;
    this.header = "Authorization: Bearer " + key;
    this.target =
        new Target(
            "`POST /api/v2/vault/projects`", "/api/v2/vault/projects", BODY, List.of(header));
  }

  /** What writing down costs, while nobody sends. */
  String written() throws IOException, InterruptedException, SQLException {
    endpoints.clear();
    try (Receiver receiver = new Receiver()) {
      for (int i = 0; i < Math.max(1, WARM_UP / 2); i++) {
        loader.answers(target, 2);
      }
      return turns(List.of(NOBODY, OTHER, EACH), receiver, this::forget);
    }
  }

  /** The same while another node sends. */
  String sent() throws IOException, InterruptedException, SQLException {
    try (Receiver receiver = new Receiver();
        BenchServer.Node sender = server.beside(SENDING)) {
      return turns(List.of(NOBODY, SENT), receiver, () -> drain(sender.process()));
    }
  }

  private String turns(List<String> kinds, Receiver receiver, Drain over)
      throws IOException, InterruptedException, SQLException {
    Map<String, List<Slice>> slices = new LinkedHashMap<>();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      for (String kind : kinds) {
        listen(kind, receiver);
        slices.computeIfAbsent(kind, it -> new ArrayList<>()).add(loader.slice(target, SLICE));
        over.run();
        oneAtATime(kind, millis);
        over.run();
        endpoints.clear();
      }
    }
    return table(slices) + "\n" + latencies(millis);
  }

  private interface Drain {
    void run() throws SQLException;
  }

  private void forget() throws SQLException {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("delete from webhook_event where waiting = 1");
    }
  }

  private void listen(String kind, Receiver receiver) throws IOException {
    if (kind.equals(OTHER)) {
      endpoints.add(receiver.url("/other"), "coupon.applied");
    } else if (!kind.equals(NOBODY)) {
      endpoints.add(receiver.url("/all"), "project.created");
    }
    // What was remembered of listeners is forgotten within five seconds.
    Pause.millis(6000);
  }

  private void drain(ProcessHandle sender) throws SQLException {
    while (!endpoints.none("select 1 from webhook_event where waiting = 1")
        || !endpoints.none("select 1 from webhook_delivery where due_at is not null")) {
      if (!sender.isAlive()) {
        throw new IllegalStateException("The node that sends has ended.");
      }
      Pause.millis(200);
    }
  }

  private void oneAtATime(String kind, Map<String, List<Double>> millis) throws IOException {
    String run = Long.toString(System.nanoTime(), 36);
    try (Connection connection = new Connection(server.port())) {
      for (int i = 0; i < 2 * IN_A_ROW; i++) {
        boolean once = i % 2 == 1;
        List<String> headers =
            once ? List.of(header, "Idempotency-Key: " + run + i) : List.of(header);
        byte[] request = Connection.post(target.path(), BODY, headers);
        long before = System.nanoTime();
        int status = connection.exchange(request);
        if (status != 201) {
          throw new IOException("a write was answered " + status);
        }
        millis
            .computeIfAbsent(kind + (once ? ", `Idempotency-Key`" : ""), it -> new ArrayList<>())
            .add((System.nanoTime() - before) / 1e6);
      }
    }
  }

  private String table(Map<String, List<Slice>> slices) {
    StringBuilder table =
        new StringBuilder(
            "| "
                + target.name()
                + " | requests/s | of those nobody listens to | server CPU µs | database CPU µs |\n"
                + "| --- | ---: | ---: | ---: | ---: |\n");
    List<Slice> base = slices.get(NOBODY);
    slices.forEach((kind, list) -> table.append(row(kind, list, base)));
    return table.toString();
  }

  private static String row(String kind, List<Slice> slices, List<Slice> base) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      ratios.add(100 * slices.get(i).perSecond() / base.get(i).perSecond());
    }
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f %% | %.0f | %.0f |%n",
        kind,
        Figures.median(slices.stream().map(Slice::perSecond).toList()),
        Figures.median(ratios),
        Figures.median(slices.stream().map(Slice::serverMicros).toList()),
        Figures.median(slices.stream().map(Slice::databaseMicros).toList()));
  }

  private static String latencies(Map<String, List<Double>> millis) {
    StringBuilder table =
        new StringBuilder("| one request at a time | median ms |\n| --- | ---: |\n");
    millis.forEach(
        (kind, values) ->
            table.append(
                String.format(Locale.ROOT, "| %s | %.2f |%n", kind, Figures.median(values))));
    return table.toString();
  }
}
