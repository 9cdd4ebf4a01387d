package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allogate.json.Json;

/**
 * Walks a list of 100 000 products forward and backward, sees each product once, and then measures
 * its first, second, middle and last page in turns, one request at a time.
 */
final class DeepPages {
  private static final int ROUNDS = Integer.getInteger("bench.page-rounds", 60);

  private final int port;
  private final String key;

  DeepPages(int port, String key) {
    this.port = port;
    this.key = key;
  }

  String measured() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | pages of 100 000 products, median ms | first | second | middle | last | last/first |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """);
    for (int limit : new int[] {1000, 20}) {
      try (Connection connection = new Connection(port)) {
        List<String> forward = walk(connection, limit, null, "nextCursor");
        String end = onPage(connection, path(limit, forward.get(forward.size() - 1)));
        List<String> backward = walk(connection, limit, end, "previousCursor");
        table.append(row("limit " + limit + " forward", times(connection, limit, forward)));
        table.append(row("limit " + limit + " backward", times(connection, limit, backward)));
      }
    }
    return table.toString();
  }

  /** The cursors of all pages in the order of the walk; every product must have come once. */
  private List<String> walk(Connection connection, int limit, String start, String member)
      throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> cursors = new ArrayList<>();
    String cursor = start;
    int rows = 0;
    do {
      JsonNode page = page(connection, path(limit, cursor));
      for (JsonNode product : page.path("data")) {
        seen.add(product.path("id").asText());
        rows++;
      }
      cursors.add(cursor);
      cursor = page.path("pagination").path(member).asText(null);
    } while (cursor != null);
    // Backward from the last page's first row: the last page itself is not among them.
    int expected = start == null ? Products.COUNT : Products.COUNT - limit;
    if (rows != expected || seen.size() != expected) {
      throw new IOException(
          "a walk of %d products saw %d rows, %d different ones"
              .formatted(expected, rows, seen.size()));
    }
    return cursors;
  }

  private String onPage(Connection connection, String path) throws IOException {
    return page(connection, path).path("pagination").path("previousCursor").asText(null);
  }

  private double[] times(Connection connection, int limit, List<String> cursors)
      throws IOException {
    int last = cursors.size() - 1;
    int[] places = {0, 1, last / 2, last};
    List<List<Double>> millis = new ArrayList<>();
    for (int place : places) {
      millis.add(new ArrayList<>());
    }
    for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
      for (int i = 0; i < places.length; i++) {
        byte[] request = request(path(limit, cursors.get(places[i])));
        long before = System.nanoTime();
        connection.exchange(request);
        double took = (System.nanoTime() - before) / 1e6;
        if (round >= 0) {
          millis.get(i).add(took);
        }
      }
    }
    return millis.stream().mapToDouble(Figures::median).toArray();
  }

  private static String row(String name, double[] millis) {
    StringBuilder row = new StringBuilder("| ").append(name);
    for (int i = 0; i < millis.length; i++) {
      row.append(String.format(Locale.ROOT, " | %.2f", millis[i]));
    }
    return row + String.format(Locale.ROOT, " | %.2f |%n", millis[3] / millis[0]);
  }

  private JsonNode page(Connection connection, String path) throws IOException {
    int status = connection.exchange(request(path));
    if (status != 200) {
      throw new IOException(path + " answered " + status);
    }
    return Json.mapper().readTree(connection.body());
  }

  private byte[] request(String path) {
    return Connection.get(path, "X-API-Key: " + key);
  }

  private static String path(int limit, String cursor) {
    return "/v1/products?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor);
  }
}
