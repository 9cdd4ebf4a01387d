package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.allogate.dev.BenchServer;

/**
 * What it costs that usage is recorded: the same resource on two nodes, one of which does not, in
 * turns on one database; ratios are taken within a round.
 */
final class Metering {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

  private final BenchServer server;
  private final Target target;

  Metering(BenchServer server, String key) {
    this.server = server;
    this.target = new Target("`GET /v1/store`", "/v1/store", "X-API-Key: " + key);
  }

  String measured() throws IOException, InterruptedException {
    try (BenchServer.Node without = server.beside(Map.of("allogate.usage", "off"))) {
      Loader recorded = Loader.choose(server);
      Loader silent = Loader.choose(without.port(), without.process(), server.databaseProcess());
      // Each as long as another section's targets together: both are to be compiled as well.
      for (int i = 0; i < Math.max(1, WARM_UP / 2); i++) {
        recorded.answers(target, 2);
        silent.answers(target, 2);
      }
      List<Slice> on = new ArrayList<>();
      List<Slice> off = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        if (i % 2 == 0) {
          on.add(recorded.slice(target, SLICE));
        }
        off.add(silent.slice(target, SLICE));
        if (i % 2 == 1) {
          on.add(recorded.slice(target, SLICE));
        }
      }
      return table(on, off);
    }
  }

  private String table(List<Slice> on, List<Slice> off) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      ratios.add(100 * on.get(i).perSecond() / off.get(i).perSecond());
    }
    return String.format(
        Locale.ROOT,
        """
        | %s | requests/s | server CPU µs | database CPU µs | of the node that records nothing |
        | --- | ---: | ---: | ---: | ---: |
        | usage recorded | %,.0f | %.0f | %.1f | %.1f %% |
        | not recorded | %,.0f | %.0f | %.1f | |
        """,
        target.name(),
        median(on, Slice::perSecond),
        median(on, Slice::serverMicros),
        median(on, Slice::databaseMicros),
        Figures.median(ratios),
        median(off, Slice::perSecond),
        median(off, Slice::serverMicros),
        median(off, Slice::databaseMicros));
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
    return Figures.median(slices.stream().map(figure::applyAsDouble).toList());
  }
}
