package org.allogate.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allogate.dev.BenchServer;
import org.allogate.json.Json;

/**
 * The list of customers of a workspace that has a million of them, with each filter: its first page
 * of 100, one in the middle and the last one, in turns, one request at a time.
 */
final class Customers {
  private static final int COUNT = 1_000_000;
  private static final int ROUNDS = Integer.getInteger("bench.page-rounds", 60);
  private static final List<String> FILTERS =
      List.of(
          "",
          "&newsSubscriber=true",
          "&newsSubscriber=false",
          "&spentMoreThan=0",
          "&spentMoreThan=90000",
          "&newsSubscriber=true&spentMoreThan=50000",
          "&newsSubscriber=false&spentMoreThan=99900");
  private static final String WORKSPACE =
      "(select workspace_id from store where name = 'Aether & Ash (test)')";

  private final BenchServer server;
  private final String key;

  Customers(BenchServer server, String key) {
    this.server = server;
    this.key = key;
  }

  /**
   * Makes them where they are missing: ids in the order of creation, every fourth a subscriber,
   * spends spread over 0 to 99,999 without regard to either.
   */
  void load() throws SQLException {
    try (var connection = server.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(
          "set @missing = %d - (select count(*) from customer where workspace_id = %s),"
                  .formatted(COUNT, WORKSPACE)
              + " @start = unix_timestamp(now(3)) * 1000");
      sql.executeUpdate(
          """
          insert into customer (id, workspace_id, uuid, username, news_subscriber, first_seen, spent)
          select
            unhex(concat(lpad(hex(cast(@start as integer) + seq), 12, '0'),
              '7000', '8', substr(md5(seq), 1, 15))),
            %s, unhex(md5(concat('avatar ', seq))), concat('resident.n', seq), seq %% 4 = 0,
            now(6), crc32(seq) %% 100000
          from seq_1_to_%d where seq <= @missing
          """
              .formatted(WORKSPACE, COUNT));
      sql.execute("analyze table customer");
    }
  }

  String measured() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | 100 of 1 000 000 customers, median ms | first | middle | last | last/first |
            | --- | ---: | ---: | ---: | ---: |
            """);
    try (Connection connection = new Connection(server.port())) {
      for (String filter : FILTERS) {
        double[] millis = times(connection, filter, walk(connection, filter));
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f |%n",
                filter.isEmpty() ? "all" : "`" + filter.substring(1) + "`",
                millis[0],
                millis[1],
                millis[2],
                millis[2] / millis[0]));
      }
    }
    return table.toString();
  }

  private List<String> walk(Connection connection, String filter) throws IOException {
    List<String> cursors = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      cursors.add(cursor);
      exchange(connection, request(1000, filter, cursor));
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
        byte[] request = request(100, filter, cursors.get(places[i]));
        long before = System.nanoTime();
        exchange(connection, request);
        double took = (System.nanoTime() - before) / 1e6;
        if (round >= 0) {
          millis.get(i).add(took);
        }
      }
    }
    return millis.stream().mapToDouble(Figures::median).toArray();
  }

  private static void exchange(Connection connection, byte[] request) throws IOException {
    int status = connection.exchange(request);
    if (status != 200) {
      throw new IOException("the list of customers was answered " + status);
    }
  }

  private byte[] request(int limit, String filter, String cursor) {
    String after = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    return Connection.get("/v1/customers?limit=" + limit + filter + after, "X-API-Key: " + key);
  }
}
