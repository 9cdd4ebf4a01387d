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
 * the same processors sends. Ratios are taken within a round, whose turns are short, for the
 * machine is not equally fast at all times. Under full load, and one request at a time.
 */
final class OutboxCost {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 2);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 25);
  private static final int IN_A_ROW = 25;
  private static final long FEW = 100;
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

  private final BenchServer server;
  private final Endpoints endpoints;
  private final Loader loader;
  private final Write project;
  private final List<Write> writes;

  /**
   * @param key that writes
   */
  OutboxCost(BenchServer server, Endpoints endpoints, String key) {
    this.server = server;
    this.loader = Loader.choose(server);
    this.endpoints = endpoints;
    String authorization = "Authorization: Bearer " + key;
    this.project =
        write(
            "`POST /api/v2/vault/projects` without an `Idempotency-Key`, the lightest write",
            "/api/v2/vault/projects",
            "{\"name\":\"A brass door\"}",
            "project.created",
            authorization);
    String once = "Idempotency-Key: " + Target.NEW;
    this.writes =
        List.of(
            project,
            write(
                "the same with one",
                project.target.path(),
                project.target.body(),
                project.event,
                authorization,
                once),
            write(
                "`POST /v1/products` with one",
                "/v1/products",
                "{\"name\":\"Hat\",\"price\":3,\"item\":\"Hat\"}",
                "product.created",
                authorization,
                once));
  }

  private static Write write(
      String name, String path, String body, String event, String... headers) {
    return new Write(new Target(name, path, body, List.of(headers)), event);
  }

  /**
   * A request that changes something.
   *
   * @param event what is told of it
   */
  private record Write(Target target, String event) {}

  /** What writing down costs, while nobody sends. */
  String written() throws IOException, InterruptedException, SQLException {
    endpoints.clear();
    StringBuilder tables = new StringBuilder();
    try (Receiver receiver = new Receiver()) {
      String endpoint = endpoints.add(receiver.url("/all"), "coupon.applied");
      for (Write write : writes) {
        loader.answers(write.target, Math.max(1, WARM_UP / writes.size()));
      }
      for (Write write : writes) {
        tables.append(turns(write, List.of(NOBODY, OTHER, EACH), endpoint, this::forget));
      }
    }
    return tables.toString();
  }

  /** The same while another node sends. */
  String sent() throws IOException, InterruptedException, SQLException {
    endpoints.clear();
    try (Receiver receiver = new Receiver();
        BenchServer.Node sender = server.beside(SENDING)) {
      String endpoint = endpoints.add(receiver.url("/all"), "coupon.applied");
      return turns(project, List.of(NOBODY, SENT), endpoint, told -> drain(sender.process()));
    }
  }

  private String turns(Write write, List<String> kinds, String endpoint, After after)
      throws IOException, InterruptedException, SQLException {
    Map<String, List<Slice>> slices = new LinkedHashMap<>();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    kinds.forEach(kind -> slices.put(kind, new ArrayList<>()));
    kinds.forEach(kind -> millis.put(kind, new ArrayList<>()));
    for (int i = 0; i < ROUNDS; i++) {
      for (int j = 0; j < kinds.size(); j++) {
        // Each is first in turn: what one leaves behind for the next is nobody's alone.
        String kind = kinds.get((i + j) % kinds.size());
        boolean told = listen(kind, write, endpoint);
        slices.get(kind).add(loader.slice(write.target, SLICE));
        oneAtATime(write.target, millis.get(kind));
        after.is(told);
      }
    }
    return table(write, slices, millis);
  }

  /** What is done after each turn. */
  private interface After {
    void is(boolean told) throws SQLException;
  }

  private boolean listen(String kind, Write write, String endpoint) throws IOException {
    boolean told = kind.equals(EACH) || kind.equals(SENT);
    if (told) {
      endpoints.listen(endpoint, write.event);
    } else if (kind.equals(OTHER)) {
      endpoints.listen(endpoint, "coupon.applied");
    } else {
      endpoints.ignore(endpoint);
    }
    return told;
  }

  private void forget(boolean told) throws SQLException {
    // The server itself takes apart what charge and event have in common, twice a second.
    while (!endpoints.none("select 1 from charged_event")) {
      Pause.millis(50);
    }
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      var row = statement.executeQuery("select count(*) from outbox");
      row.next();
      if (told != row.getLong(1) > FEW) {
        throw new IllegalStateException(row.getLong(1) + " events were written.");
      }
      statement.executeUpdate("truncate table outbox");
    }
  }

  private void drain(ProcessHandle sender) throws SQLException {
    while (!endpoints.none("select 1 from charged_event")
        || !endpoints.none("select 1 from outbox")
        || !endpoints.none("select 1 from webhook_delivery where due_at is not null")) {
      if (!sender.isAlive()) {
        throw new IllegalStateException("The node that sends has ended.");
      }
      Pause.millis(200);
    }
  }

  private void oneAtATime(Target target, List<Double> millis) throws IOException {
    try (Connection connection = new Connection(server.port())) {
      for (int i = 0; i < IN_A_ROW; i++) {
        byte[] request = target.request();
        long before = System.nanoTime();
        int status = connection.exchange(request);
        if (status != 201) {
          throw new IOException("a write was answered " + status);
        }
        millis.add((System.nanoTime() - before) / 1e6);
      }
    }
  }

  private String table(
      Write write, Map<String, List<Slice>> slices, Map<String, List<Double>> millis) {
    StringBuilder table =
        new StringBuilder(
            "| "
                + write.target.name()
                + " | requests/s | of those nobody listens to | server CPU µs | database CPU µs"
                + " | one at a time, ms |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
    List<Slice> base = slices.get(NOBODY);
    slices.forEach((kind, list) -> table.append(row(kind, list, base, millis.get(kind))));
    return table.append('\n').toString();
  }

  private static String row(
      String kind, List<Slice> slices, List<Slice> base, List<Double> millis) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      ratios.add(100 * slices.get(i).perSecond() / base.get(i).perSecond());
    }
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f %% | %.0f | %.0f | %.2f |%n",
        kind,
        Figures.median(slices.stream().map(Slice::perSecond).toList()),
        Figures.median(ratios),
        Figures.median(slices.stream().map(Slice::serverMicros).toList()),
        Figures.median(slices.stream().map(Slice::databaseMicros).toList()),
        Figures.median(millis));
  }
}
