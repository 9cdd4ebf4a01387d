package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class UsageCellsTest {
  private static final int ADDING = 3;
  private static final int CALLS = 60_000;
  private static final long MINUTE = Granularity.MINUTE.start(1_800_000_000L);
  private static final long MILLI = 1_000_000;

  @Test
  void loseAndDoubleNothingWhileTheyAreTakenOut() throws Exception {
    for (int maximum : List.of(1, 8, 100_000)) {
      UsageCells cells = new UsageCells(maximum);
      AtomicInteger running = new AtomicInteger(ADDING);
      List<Map<CellKey, Counts>> answers =
          Threads.run(
              ADDING + 1,
              thread ->
                  thread < ADDING
                      ? () -> add(cells, new Random(thread), running)
                      : () -> drainWhile(cells, running));
      Map<CellKey, Counts> drained = answers.get(ADDING);
      merge(drained, cells.drain());
      Map<CellKey, Counts> added = new HashMap<>();
      answers.subList(0, ADDING).forEach(it -> merge(added, it));
      if (maximum == 100_000) {
        assertSame(drained, added);
      }
      assertSame(coarse(drained), coarse(added));
      assertThat(cells.drain()).isEmpty();
      assertThat(cells.size()).isZero();
    }
  }

  // What was added, counted again in the plainest way.
  private static Map<CellKey, Counts> add(UsageCells cells, Random random, AtomicInteger running) {
    Map<CellKey, Counts> added = new HashMap<>();
    for (int i = 0; i < CALLS; i++) {
      CellKey key = random(random);
      long units = random.nextInt(3);
      long nanos = random.nextInt(1_000) * MILLI;
      cells.add(key, units, nanos);
      added.computeIfAbsent(key, it -> new Counts()).add(units, Latencies.bucket(nanos));
    }
    running.decrementAndGet();
    return added;
  }

  private static CellKey random(Random random) {
    return new CellKey(
        MINUTE + 60L * random.nextInt(2),
        new UUID(1, random.nextInt(2)),
        new UUID(2, random.nextInt(2)),
        new UUID(3, random.nextInt(10)),
        "some.thing_" + (char) ('a' + random.nextInt(5)),
        random.nextBoolean() ? 200 : 404);
  }

  private static Map<CellKey, Counts> drainWhile(UsageCells cells, AtomicInteger running) {
    Map<CellKey, Counts> drained = new HashMap<>();
    while (running.get() > 0) {
      merge(drained, cells.drain());
    }
    return drained;
  }

  private static void merge(Map<CellKey, Counts> all, Map<CellKey, Counts> some) {
    some.forEach((key, counts) -> all.computeIfAbsent(key, it -> new Counts()).add(counts));
  }

  // What every level still tells apart.
  private static Map<CellKey, Counts> coarse(Map<CellKey, Counts> exact) {
    Map<CellKey, Counts> coarse = new HashMap<>();
    exact.forEach((key, counts) -> merge(coarse, Map.of(key.coarser(CellKey.LEVELS), counts)));
    return coarse;
  }

  private static void assertSame(Map<CellKey, Counts> found, Map<CellKey, Counts> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach(
        (key, counts) ->
            assertThat(counts)
                .as(key.toString())
                .usingRecursiveComparison()
                .isEqualTo(expected.get(key)));
  }

  @Test
  void staySmallHoweverManyThereAreToTellApart() {
    RandomCases.each(
        20,
        random -> {
          int maximum = 1 + random.nextInt(40);
          UsageCells cells = new UsageCells(maximum);
          UUID tenant = new UUID(1, 1);
          UUID organization = new UUID(2, 1);
          for (int i = 0; i < 5_000; i++) {
            UUID key = new UUID(3, random.nextInt(1_000));
            String capability = "some.thing" + random.nextInt(1_000);
            long minute = MINUTE + 60L * random.nextInt(60);
            cells.add(new CellKey(minute, tenant, organization, key, capability, 200), 1, 0);
          }
          long hours = 2;
          assertThat(cells.size()).isLessThanOrEqualTo((int) (maximum * 1.5 + 1 + hours));
          assertThat(cells.drain().values().stream().mapToLong(Counts::requests).sum())
              .isEqualTo(5_000);
        });
  }

  @Test
  void becomeCoarserStepByStep() {
    UsageCells cells = new UsageCells(4);
    List<CellKey> exact = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      exact.add(
          new CellKey(
              MINUTE + 60L * i, new UUID(1, 1), new UUID(2, 1), new UUID(3, i), "a.b", 200));
    }
    exact.forEach(it -> cells.add(it, 0, 0));
    // Who has a cell keeps it.
    cells.add(exact.get(0), 0, 0);
    Map<CellKey, Counts> drained = cells.drain();
    Map<CellKey, Long> requests = new HashMap<>();
    drained.forEach((key, counts) -> requests.put(key, counts.requests()));
    assertThat(requests)
        .isEqualTo(
            Map.of(
                exact.get(0), 2L,
                exact.get(1), 1L,
                exact.get(2), 1L,
                exact.get(3), 1L,
                exact.get(4).coarser(1), 1L,
                exact.get(5).coarser(2), 1L,
                exact.get(6).coarser(3), 2L));
    assertThat(exact.get(4).coarser(1).capability()).isEqualTo("*");
    assertThat(exact.get(5).coarser(2).key()).isEqualTo(new UUID(0, 0));
    assertThat(exact.get(6).coarser(3).second()).isEqualTo(Granularity.HOUR.start(MINUTE));
  }

  @Test
  void wantRoomForOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UsageCells(0));
  }
}
