package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.allogate.dev.BenchServer;
import org.allogate.keys.KeyFormat;
import org.allogate.secrets.ServerSecrets;
import org.allogate.surface.Environment;

/**
 * Whether anybody can tell the three kinds of unproven keys apart by the time of their refusal.
 * Every attempt comes from another client address, so that no limit interferes, and shows a key
 * never shown before; the kinds take turns on one connection, in random order and with texts of one
 * length.
 */
final class UnprovenKeys {
  private static final int EACH = Integer.getInteger("bench.attempts", 2000);

  private final BenchServer server;
  private final KeyFormat format;
  private int client;

  UnprovenKeys(BenchServer server) {
    this.server = server;
    this.format = new KeyFormat("allo", ServerSecrets.parse(server.signing()).seal("api-key"));
  }

  String measured() throws IOException {
    Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
    kinds.put("malformed", () -> fresh().replace('.', '*'));
    kinds.put("forged", () -> forged(fresh()));
    kinds.put("well signed, unknown", this::fresh);
    Map<String, long[]> nanos = new LinkedHashMap<>();
    kinds.keySet().forEach(kind -> nanos.put(kind, new long[EACH]));
    List<String> order = new ArrayList<>(kinds.keySet());
    Random random = new Random(1);
    try (Connection connection = new Connection(server.port())) {
      for (int i = -EACH / 4; i < EACH; i++) {
        Collections.shuffle(order, random);
        for (String kind : order) {
          long took = refused(connection, kinds.get(kind).get());
          if (i >= 0) {
            nanos.get(kind)[i] = took;
          }
        }
      }
    }
    return table(nanos);
  }

  private String fresh() {
    return format.issue(Environment.LIVE, UUID.randomUUID()).text();
  }

  private static String forged(String text) {
    int signature = text.length() - 20;
    char other = text.charAt(signature) == 'A' ? 'B' : 'A';
    return text.substring(0, signature) + other + text.substring(signature + 1);
  }

  private long refused(Connection connection, String shown) throws IOException {
    client++;
    String address = "10." + (client >> 16) + "." + (client >> 8 & 255) + "." + (client & 255);
    byte[] request =
        Connection.get("/v1/store", "X-API-Key: " + shown, "X-Forwarded-For: " + address);
    long before = System.nanoTime();
    int status = connection.exchange(request);
    long took = System.nanoTime() - before;
    if (status != 401) {
      throw new IOException("an unproven key was answered " + status);
    }
    return took;
  }

  private static String table(Map<String, long[]> nanos) {
    StringBuilder table =
        new StringBuilder(
            """
            | unproven key, µs until its 401 | lower quartile | median | upper quartile | later than a malformed one |
            | --- | ---: | ---: | ---: | ---: |
            """);
    nanos.forEach(
        (kind, values) -> {
          long[] sorted = values.clone();
          Arrays.sort(sorted);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.0f | %.0f | %.0f | %.1f %% |%n",
                  kind,
                  Figures.quantile(sorted, 0.25) / 1000,
                  Figures.quantile(sorted, 0.5) / 1000,
                  Figures.quantile(sorted, 0.75) / 1000,
                  100 * Figures.exceeds(values, nanos.get("malformed"))));
        });
    return table.toString();
  }
}
