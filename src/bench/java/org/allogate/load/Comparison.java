package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The same resource bare, unguarded (with the headers and the log of every answer) and guarded, in
 * turns, so that whatever else the machine does meets all of them. Differences and ratios are taken
 * within a round; what is printed is their median over the rounds.
 */
final class Comparison {
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 90);
  private static final int SLICE = Integer.getInteger("bench.slice", 4);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
  private static final List<String> KINDS = List.of("bare", "unguarded", "guarded");

  private final Loader loader;
  private final Map<String, List<Target>> resources = new LinkedHashMap<>();

  Comparison(Loader loader, String key) {
    this.loader = loader;
    resources.put("`GET /v1/store`", targets("/v1/store", key));
    resources.put("product page of 20", targets("/v1/products?limit=20", key));
  }

  private static List<Target> targets(String path, String key) {
    return List.of(
        new Target("bare", "/bench/bare" + path),
        new Target("unguarded", "/bench/unguarded" + path),
        new Target("guarded", path, "X-API-Key: " + key));
  }

  void warmUp() throws IOException, InterruptedException {
    List<Target> all = resources.values().stream().flatMap(List::stream).toList();
    int turns = Math.max(1, WARM_UP / (2 * all.size()));
    for (int i = 0; i < turns; i++) {
      for (Target target : all) {
        loader.answers(target, 2);
      }
    }
  }

  String measured() throws IOException, InterruptedException {
    Map<String, List<List<Slice>>> rounds = new LinkedHashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      for (Map.Entry<String, List<Target>> resource : resources.entrySet()) {
        Slice[] round = new Slice[KINDS.size()];
        for (int k = 0; k < round.length; k++) {
          // Each kind is as often first as last: a machine that gets slower slows all of them.
          int kind = (i + k) % round.length;
          round[kind] = loader.slice(resource.getValue().get(kind), SLICE);
        }
        rounds.computeIfAbsent(resource.getKey(), key -> new ArrayList<>()).add(List.of(round));
      }
    }
    StringBuilder table =
        new StringBuilder(
            """
            | resource | | requests/s | of bare | median µs | p99 µs | server CPU µs | more than bare | database CPU µs |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    rounds.forEach((resource, measured) -> table.append(rows(resource, measured)));
    return table.toString();
  }

  private static String rows(String resource, List<List<Slice>> rounds) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < KINDS.size(); i++) {
      int kind = i;
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %.0f %% | %.0f | %.0f | %.0f | %+.1f | %.0f |%n",
              resource,
              KINDS.get(i),
              median(rounds, round -> round.get(kind).perSecond()),
              median(rounds, r -> 100 * r.get(kind).perSecond() / r.get(0).perSecond()),
              median(rounds, round -> round.get(kind).medianMicros()),
              median(rounds, round -> round.get(kind).p99Micros()),
              median(rounds, round -> round.get(kind).serverMicros()),
              median(rounds, r -> r.get(kind).serverMicros() - r.get(0).serverMicros()),
              median(rounds, round -> round.get(kind).databaseMicros())));
    }
    return rows.toString();
  }

  private static double median(List<List<Slice>> rounds, ToDoubleFunction<List<Slice>> figure) {
    return Figures.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
