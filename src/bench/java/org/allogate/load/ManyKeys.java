package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allogate.json.Json;

/**
 * With a million keys in the table: what it costs to meet a key for the first time, against the
 * same request a moment later, and how a list of 100 000 keys answers at its first page, in its
 * middle and at its end.
 */
final class ManyKeys {
  private static final int EACH = Integer.getInteger("bench.keys", 3000);
  private static final int ROUNDS = 60;

  private final int port;
  private final Keys keys;

  ManyKeys(int port, Keys keys) {
    this.port = port;
    this.keys = keys;
  }

  String measured() throws IOException {
    try (Connection connection = new Connection(port)) {
      return resolution(connection) + "\n" + lists(connection);
    }
  }

  // An empty page twice with each key: the difference is what the guard had to look up.
  private String resolution(Connection connection) throws IOException {
    List<Double> first = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    int step = Keys.actives() / (EACH + EACH / 2);
    for (int i = -EACH / 2; i < EACH; i++) {
      byte[] request =
          Connection.get("/v1/products", "X-API-Key: " + keys.active((i + EACH / 2) * step));
      double cold = micros(connection, request, 200);
      double warm = micros(connection, request, 200);
      if (i >= 0) {
        first.add(cold);
        again.add(warm);
      }
    }
    double cold = Figures.median(first);
    double warm = Figures.median(again);
    return String.format(
        Locale.ROOT,
        """
        | a key among 1 000 000, median µs of a request for an empty page | |
        | --- | ---: |
        | met for the first time (one read by primary key) | %.0f |
        | met again | %.0f |
        """,
        cold,
        warm);
  }

  private static double micros(Connection connection, byte[] request, int expected)
      throws IOException {
    long before = System.nanoTime();
    int status = connection.exchange(request);
    double took = (System.nanoTime() - before) / 1e3;
    if (status != expected) {
      throw new IOException("a key of the load was answered " + status);
    }
    return took;
  }

  private String lists(Connection connection) throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | 20 keys of 100 000 of one organization, median ms | first | middle | last | last/first |
            | --- | ---: | ---: | ---: | ---: |
            """);
    for (String filter : List.of("", "&status=revoked", "&status=expired")) {
      List<String> cursors = walk(connection, filter);
      double[] millis = times(connection, filter, cursors);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.2f |%n",
              filter.isEmpty() ? "all" : filter.substring(1),
              millis[0],
              millis[1],
              millis[2],
              millis[2] / millis[0]));
    }
    return table.toString();
  }

  private List<String> walk(Connection connection, String filter) throws IOException {
    List<String> cursors = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      cursors.add(cursor);
      if (connection.exchange(request(1000, filter, cursor)) != 200) {
        throw new IOException("the list of keys was refused");
      }
      JsonNode page = Json.mapper().readTree(connection.body());
      cursor = page.path("pagination").path("nextCursor").asText(null);
    }
    return cursors;
  }

  private double[] times(Connection connection, String filter, List<String> cursors)
      throws IOException {
    int last = cursors.size() - 1;
    int[] places = {0, last / 2, last};
    List<List<Double>> millis = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
      for (int i = 0; i < places.length; i++) {
        double took = micros(connection, request(20, filter, cursors.get(places[i])), 200) / 1000;
        if (round >= 0) {
          millis.get(i).add(took);
        }
      }
    }
    return millis.stream().mapToDouble(Figures::median).toArray();
  }

  private byte[] request(int limit, String filter, String cursor) {
    String after = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    return Connection.get(
        "/v1/api-keys?limit=" + limit + filter + after, "X-API-Key: " + keys.ofOne());
  }
}
