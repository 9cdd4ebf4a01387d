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
 * What it costs a write that it is told: the same write on two nodes, one of which tells nothing,
 * in turns on one database; ratios are taken within a round. Told to nobody, to an endpoint that
 * wants other events, and to one that is sent each of them, by the same machine.
 */
final class OutboxCost {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

  private final BenchServer server;
  private final Endpoints endpoints;
  private final Target target;

  /**
   * @param key that writes
   */
  OutboxCost(BenchServer server, Endpoints endpoints, String key) {
    this.server = server;
    this.endpoints = endpoints;
    this.target =
        new Target(
            "`POST /api/v2/vault/projects`",
            "/api/v2/vault/projects",
            "{\"name\":\"A brass door\"}",
            List.of("Authorization: Bearer " + key));
  }

  String measured() throws IOException, InterruptedException, SQLException {
    endpoints.clear();
    try (Receiver receiver = new Receiver();
        BenchServer.Node without = server.beside(Map.of("allogate.webhooks", "false"))) {
      Loader silent = Loader.choose(without.port(), without.process(), server.databaseProcess());
      Loader telling = Loader.choose(server);
      for (int i = 0; i < Math.max(1, WARM_UP / 2); i++) {
        telling.answers(target, 2);
        silent.answers(target, 2);
      }
      Map<String, List<Slice>> slices = new LinkedHashMap<>();
      for (int i = 0; i < ROUNDS; i++) {
        round(receiver, telling, silent, slices);
      }
      return table(slices);
    }
  }

  private void round(
      Receiver receiver, Loader telling, Loader silent, Map<String, List<Slice>> slices)
      throws IOException, InterruptedException, SQLException {
    note(slices, "tells nothing", silent.slice(target, SLICE));
    note(slices, "nobody listens", telling.slice(target, SLICE));
    endpoints.add(receiver.url("/other"), "coupon.applied");
    note(slices, "listens to other events", telling.slice(target, SLICE));
    drain();
    endpoints.add(receiver.url("/all"), "project.created");
    note(slices, "is sent each event", telling.slice(target, SLICE));
    drain();
    endpoints.clear();
  }

  private static void note(Map<String, List<Slice>> slices, String kind, Slice slice) {
    slices.computeIfAbsent(kind, it -> new ArrayList<>()).add(slice);
  }

  private void drain() throws SQLException {
    while (!endpoints.none("select 1 from webhook_event where waiting = 1")
        || !endpoints.none("select 1 from webhook_delivery where due_at is not null")) {
      Pause.millis(200);
    }
  }

  private String table(Map<String, List<Slice>> slices) {
    StringBuilder table =
        new StringBuilder(
            "| "
                + target.name()
                + " | requests/s | of the node that tells nothing | server CPU µs | database CPU µs"
                + " |\n| --- | ---: | ---: | ---: | ---: |\n");
    List<Slice> base = slices.get("tells nothing");
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
}
