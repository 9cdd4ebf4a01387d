package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.input.Ids;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Usage of many nodes is added up once, and removed once, whoever comes first. */
class UsageRowsIT extends ServerIT {
  private static final int NODES = 6;
  private static final int BATCHES = 20;
  private static final int CELLS = 50;
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final OwnSchema schema = OwnSchema.migrated();
  private final UUID tenant = Ids.next();

  @AfterEach
  void drop() {
    schema.close();
  }

  @Test
  void everyBatchOfEveryNodeCountsOnce() throws Exception {
    Threads.run(
        NODES,
        node ->
            () -> {
              UUID run = Ids.next();
              for (int number = 1; number <= BATCHES; number++) {
                add(run, number);
                // As after a commit whose answer was lost.
                add(run, number);
              }
              return null;
            });
    for (Granularity granularity : Granularity.values()) {
      assertThat(
              schema
                  .column("select cast(sum(requests) as int) from " + granularity.table())
                  .toString())
          .isEqualTo("[" + NODES * BATCHES * CELLS + "]");
    }
  }

  @Test
  void nodesThatRemoveAtOnceRemoveAll() throws Exception {
    add(Ids.next(), 1);
    Instant later = START.plus(Duration.ofDays(4_000));
    Threads.run(
        NODES,
        node ->
            () ->
                schema.answered(
                    em -> {
                      boolean more = false;
                      for (Granularity granularity : Granularity.values()) {
                        more |= rows(em).removeSome(granularity, later);
                      }
                      return more | rows(em).removeSomeWriters(later);
                    }));
    for (Granularity granularity : Granularity.values()) {
      assertThat(schema.column("select time from " + granularity.table())).isEmpty();
    }
    assertThat(schema.column("select id from usage_writer")).isEmpty();
  }

  private void add(UUID run, long number) {
    Map<CellKey, Counts> batch = new HashMap<>();
    for (int i = 0; i < CELLS; i++) {
      Counts counts = new Counts();
      counts.add(1, i % Latencies.BUCKETS);
      batch.put(new CellKey(START.getEpochSecond(), tenant, tenant, tenant, "a." + i, 200), counts);
    }
    schema.inTransaction(em -> rows(em).add(run, number, batch, START));
  }

  private static UsageRows rows(EntityManager em) {
    UsageRows rows = new UsageRows();
    rows.em = em;
    return rows;
  }
}
