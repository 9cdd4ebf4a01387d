package org.allogate.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.allogate.dev.BenchServer;

/**
 * How long a thousand healthy endpoints wait for an event, from the answer to the write that caused
 * it, without and with one endpoint more that never answers, in turns.
 */
final class SlowTarget {
  private static final int HEALTHY = 1000;
  private static final int ROUNDS = Integer.getInteger("bench.event-rounds", 15);
  private static final int EVENTS_A_ROUND = 5;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final BenchServer server;
  private final Endpoints endpoints;
  private final byte[] write;

  /**
   * @param key that writes
   */
  SlowTarget(BenchServer server, Endpoints endpoints, String key) {
    this.server = server;
    this.endpoints = endpoints;
    this.write =
        Connection.post(
            "/api/v2/vault/projects",
            "{\"name\":\"A brass door\"}",
            List.of("Authorization: Bearer " + key));
  }

  String measured() throws IOException, SQLException, InterruptedException {
    endpoints.clear();
    try (Receiver receiver = new Receiver();
        Connection connection = new Connection(server.port())) {
      String hanging = endpoints.add(receiver.url(Receiver.HANGING), "project.created");
      for (int i = 0; i < HEALTHY; i++) {
        endpoints.add(receiver.url("/" + i), "project.created");
      }
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      List<Double> lastWithout = new ArrayList<>();
      List<Double> lastWith = new ArrayList<>();
      for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
        boolean hangs = round % 2 == 0;
        endpoints.enable(hanging, hangs);
        // The first events of a round take the slots of the one that hangs.
        delays(connection, receiver);
        for (int i = 0; i < EVENTS_A_ROUND; i++) {
          double[] millis = delays(connection, receiver);
          if (round >= 0) {
            (hangs ? with : without).add(millis[HEALTHY / 2]);
            (hangs ? lastWith : lastWithout).add(millis[HEALTHY - 1]);
          }
        }
      }
      endpoints.clear();
      return String.format(
          Locale.ROOT,
          """
          | an event for 1,000 healthy endpoints, ms after the write's answer | half of them have it | all of them have it |
          | --- | ---: | ---: |
          | nobody hangs | %.0f | %.0f |
          | one endpoint more hangs | %.0f | %.0f |
          """,
          Figures.median(without),
          Figures.median(lastWithout),
          Figures.median(with),
          Figures.median(lastWith));
    }
  }

  private double[] delays(Connection connection, Receiver receiver)
      throws IOException, InterruptedException {
    receiver.last().clear();
    int status = connection.exchange(write);
    long written = System.nanoTime();
    if (status != 201) {
      throw new IOException("a project was answered " + status);
    }
    while (receiver.last().size() < HEALTHY) {
      if (System.nanoTime() - written > PATIENCE_NANOS) {
        throw new IOException(receiver.last().size() + " endpoints have the event after a minute");
      }
      Pause.millis(5);
    }
    double[] millis =
        receiver.last().values().stream().mapToDouble(at -> (at - written) / 1e6).toArray();
    Arrays.sort(millis);
    return millis;
  }
}
