package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.allogate.dev.BenchServer;
import org.allogate.redis.RealRedis;

/**
 * What it costs that limits are counted in Redis: the same resource on two nodes, one of which
 * counts there, in turns on one database; ratios are taken within a round.
 */
final class SharedLimits {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

  private final BenchServer server;
  private final Target target;

  SharedLimits(BenchServer server, String key) {
    this.server = server;
    this.target = new Target("`GET /v1/store`", "/v1/store", "X-API-Key: " + key);
  }

  String measured() throws IOException, InterruptedException {
    try (RealRedis redis = RealRedis.started();
        BenchServer.Node sharing = server.beside(Map.of("allogate.redis.url", redis.url()))) {
      Loader alone = Loader.choose(server);
      Loader together = Loader.choose(sharing.port(), sharing.process(), server.databaseProcess());
      for (int i = 0; i < Math.max(1, WARM_UP / 2); i++) {
        alone.answers(target, 2);
        together.answers(target, 2);
      }
      List<Slice> local = new ArrayList<>();
      List<Slice> shared = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        if (i % 2 == 0) {
          local.add(alone.slice(target, SLICE));
        }
        shared.add(together.slice(target, SLICE));
        if (i % 2 == 1) {
          local.add(alone.slice(target, SLICE));
        }
      }
      return table(local, shared);
    }
  }

  private String table(List<Slice> local, List<Slice> shared) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < local.size(); i++) {
      ratios.add(100 * shared.get(i).perSecond() / local.get(i).perSecond());
    }
    return String.format(
        Locale.ROOT,
        """
        | %s, limits counted | requests/s | server CPU µs | of the node that counts in memory |
        | --- | ---: | ---: | ---: |
        | in memory | %,.0f | %.0f | |
        | in Redis | %,.0f | %.0f | %.1f %% |
        """,
        target.name(),
        median(local, Slice::perSecond),
        median(local, Slice::serverMicros),
        median(shared, Slice::perSecond),
        median(shared, Slice::serverMicros),
        Figures.median(ratios));
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
    return Figures.median(slices.stream().map(figure::applyAsDouble).toList());
  }
}
