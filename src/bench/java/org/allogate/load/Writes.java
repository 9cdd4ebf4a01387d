package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What it costs that a write happens once: the same write without a key, with a new key each time,
 * and with a key that was used, in turns, one request at a time.
 */
final class Writes {
  private static final int ROUNDS = Integer.getInteger("bench.write-rounds", 600);
  private static final String STORE =
      "{\"name\":\"Aether & Ash (test)\",\"ownerUsername\":\"aether.ash\","
          + "\"ownerUuid\":\"a1b2c3d4-e5f6-4789-9abc-def012345678\"}";

  private final int port;
  private final String key;

  Writes(int port, String key) {
    this.port = port;
    this.key = key;
  }

  String measured() throws IOException {
    String run = Long.toString(System.nanoTime(), 36);
    Map<String, IntFunction<byte[]>> kinds = new LinkedHashMap<>();
    kinds.put("without a key", i -> request());
    kinds.put("with a new key", i -> request("Idempotency-Key: " + run + i));
    kinds.put("with a used key", i -> request("Idempotency-Key: " + run));
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    try (Connection connection = new Connection(port)) {
      for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
        for (Map.Entry<String, IntFunction<byte[]>> kind : kinds.entrySet()) {
          double took = millis(connection, kind.getValue().apply(round));
          if (round >= 0) {
            millis.computeIfAbsent(kind.getKey(), name -> new ArrayList<>()).add(took);
          }
        }
      }
    }
    double base = Figures.median(millis.get("without a key"));
    StringBuilder table =
        new StringBuilder("| `PUT /v1/store`, median ms | | ratio |\n| --- | ---: | ---: |\n");
    millis.forEach(
        (kind, values) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |%n",
                    kind,
                    Figures.median(values),
                    Figures.median(values) / base)));
    return table.toString();
  }

  private static double millis(Connection connection, byte[] request) throws IOException {
    long before = System.nanoTime();
    int status = connection.exchange(request);
    if (status != 200) {
      throw new IOException("a write was answered " + status);
    }
    return (System.nanoTime() - before) / 1e6;
  }

  private byte[] request(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("X-API-Key: " + key);
    return Connection.put("/v1/store", STORE, all);
  }
}
