package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.MovableClock;
import org.allogate.RandomCases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageWriterTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final int MAXIMUM = 2_000;
  private static final Logger LOG = Logger.getLogger(UsageWriter.class.getName());

  @BeforeAll
  static void quietly() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void asBefore() {
    LOG.setLevel(null);
  }

  @Test
  void writesEveryCountOnceWhateverBecomesOfTheDatabase() {
    RandomCases.each(
        200,
        random -> {
          Unreliable rows = new Unreliable(random);
          UsageWriter writer = writer(rows);
          long requests = 0;
          for (int second = 0; second < 20; second++) {
            int calls = random.nextInt(random.nextBoolean() ? 10 : 1_500);
            for (int i = 0; i < calls; i++) {
              writer.cells.add(key(random.nextInt(1_200)), 2, 0);
            }
            requests += calls;
            writer.write();
          }
          rows.reliable = true;
          writer.writeLast();
          assertThat(rows.requests()).isEqualTo(requests);
          assertThat(rows.credits()).isEqualTo(2 * requests);
          assertThat(writer.cells.size()).isZero();
        });
  }

  @Test
  void waitsInBoundedMemoryWhileTheDatabaseIsAway() {
    Unreliable rows = new Unreliable(new Random(1));
    rows.away = true;
    UsageWriter writer = writer(rows);
    for (int second = 0; second < 50; second++) {
      for (int i = 0; i < 1_000; i++) {
        writer.cells.add(key(1_000 * second + i), 2, 0);
      }
      writer.write();
      assertThat(writer.cells.size()).isLessThanOrEqualTo(MAXIMUM * 3 / 2 + 2);
    }
    rows.away = false;
    rows.reliable = true;
    writer.writeLast();
    assertThat(rows.requests()).isEqualTo(50_000);
  }

  private static UsageWriter writer(UsageRows rows) {
    UsageWriter writer = new UsageWriter();
    writer.cells = new UsageCells(MAXIMUM);
    writer.rows = rows;
    writer.clock = new MovableClock(NOW);
    return writer;
  }

  private static CellKey key(int number) {
    return new CellKey(
        NOW.getEpochSecond(), new UUID(1, 1), new UUID(2, 2), new UUID(3, number), "a.b", 200);
  }

  /** Tables that fail before a commit, or after it, and know the batches that they have. */
  private static final class Unreliable extends UsageRows {
    private final Random random;
    private final Map<Long, Map<CellKey, Counts>> batches = new HashMap<>();
    private boolean reliable;
    private boolean away;

    Unreliable(Random random) {
      this.random = random;
    }

    @Override
    public void add(UUID writer, long number, Map<CellKey, Counts> batch, Instant now) {
      fail();
      assertThat(batch).hasSizeBetween(1, 500);
      Map<CellKey, Counts> earlier = batches.putIfAbsent(number, batch);
      assertThat(earlier).isIn(null, batch);
      fail();
    }

    private void fail() {
      if (away || !reliable && random.nextInt(3) == 0) {
        throw new IllegalStateException("no answer");
      }
    }

    long requests() {
      return all().values().stream().mapToLong(Counts::requests).sum();
    }

    long credits() {
      return all().values().stream().mapToLong(Counts::credits).sum();
    }

    private Map<CellKey, Counts> all() {
      Map<CellKey, Counts> all = new HashMap<>();
      batches
          .values()
          .forEach(
              batch ->
                  batch.forEach(
                      (key, counts) -> all.computeIfAbsent(key, it -> new Counts()).add(counts)));
      return all;
    }
  }
}
