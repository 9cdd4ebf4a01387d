package org.allogate.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.allogate.RandomCases;
import org.allogate.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final Duration FOR_GOOD = Duration.ofDays(1);

  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    others.shutdownNow();
  }

  private <V> Remembered<String, V> remembered(Duration life, Function<String, V> read) {
    return new Remembered<>(new MemorySettings(1000, life), read, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void readsAgainWhenItsLifeIsOver() {
    AtomicInteger row = new AtomicInteger();
    Remembered<String, Integer> known = remembered(LIFE, key -> row.incrementAndGet());
    assertThat(known.of("a")).isEqualTo(1);
    pass(LIFE.minusNanos(1));
    assertThat(known.of("a")).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(known.of("a")).isEqualTo(2);
    assertThat(known.hits()).isEqualTo(1);
    assertThat(known.size()).isEqualTo(1);
    assertThat(known.reads()).isEqualTo(2);
  }

  @Test
  void countsFromBeforeASlowRead() {
    AtomicInteger row = new AtomicInteger();
    Remembered<String, Integer> known =
        remembered(
            LIFE,
            key -> {
              int read = row.incrementAndGet();
              pass(LIFE.minusMillis(1));
              return read;
            });
    assertThat(known.of("a")).isEqualTo(1);
    assertThat(known.of("a")).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(known.of("a")).isEqualTo(2);
  }

  @Test
  void doesNotRememberNothing() {
    Map<String, String> rows = new HashMap<>();
    Remembered<String, String> known = remembered(LIFE, rows::get);
    assertThat(known.of("a")).isNull();
    rows.put("a", "b");
    assertThat(known.of("a")).isEqualTo("b");
  }

  @Test
  void doesNotRememberAFailure() {
    AtomicInteger tries = new AtomicInteger();
    Remembered<String, String> known =
        remembered(
            LIFE,
            key -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return "b";
            });
    assertThatIllegalStateException().isThrownBy(() -> known.of("a")).withMessage("away");
    assertThat(known.of("a")).isEqualTo("b");
  }

  @Test
  void readsEachTimeWhereNothingIsRemembered() {
    AtomicInteger row = new AtomicInteger();
    Remembered<String, Integer> known = remembered(Duration.ZERO, key -> row.incrementAndGet());
    assertThat(known.of("a")).isEqualTo(1);
    assertThat(known.of("a")).isEqualTo(2);
    known.forget("a");
    known.forgetIf((key, value) -> true);
    known.forgetAll();
    assertThat(known.of("a")).isEqualTo(3);
  }

  @Test
  void forgetsWhatIsAskedForAndNoMore() {
    Map<String, Integer> rows = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
    Remembered<String, Integer> known = remembered(LIFE, rows::get);
    rows.keySet().forEach(known::of);
    rows.replaceAll((key, value) -> -value);
    known.forget("a");
    known.forgetIf((key, value) -> value == 2);
    assertThat(List.of(known.of("a"), known.of("b"), known.of("c"))).containsExactly(-1, -2, 3);
    known.forgetAll();
    assertThat(known.of("c")).isEqualTo(-3);
  }

  @Test
  void readsOnceForAllWhoAskAtOnce() throws Exception {
    int threads = 8;
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Remembered<String, String> known =
        remembered(
            LIFE,
            key -> {
              begun.countDown();
              await(end);
              return "row";
            });
    AtomicInteger asking = new AtomicInteger();
    Callable<String> ask =
        () -> {
          asking.incrementAndGet();
          return known.of("a");
        };
    Future<List<String>> answers = others.submit(() -> Threads.run(threads, thread -> ask));
    begun.await();
    while (asking.get() < threads) {
      Thread.onSpinWait();
    }
    end.countDown();
    assertThat(answers.get()).hasSize(threads).containsOnly("row");
    assertThat(known.reads()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void forgetsAReadThatIsUnderWayAndWaitsForNone() throws Exception {
    List<Runnable> ways = new ArrayList<>();
    AtomicInteger row = new AtomicInteger(1);
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch end = new CountDownLatch(1);
    Remembered<String, Integer> known =
        remembered(
            FOR_GOOD,
            key -> {
              int read = row.get();
              if (read == 1) {
                begun.countDown();
                await(end);
              }
              return read;
            });
    ways.add(() -> known.forget("a"));
    ways.add(() -> known.forgetIf((key, value) -> false));
    ways.add(known::forgetAll);
    for (int i = 0; i < ways.size(); i++) {
      row.set(1);
      known.forgetAll();
      Future<Integer> before = others.submit(() -> known.of("a"));
      while (begun.getCount() > ways.size() - 1 - i) {
        Thread.onSpinWait();
      }
      row.set(2);
      // Here it would wait for good if it waited for the read.
      ways.get(i).run();
      assertThat(known.of("a")).isEqualTo(2);
      if (i == ways.size() - 1) {
        end.countDown();
        assertThat(before.get()).isEqualTo(1);
      }
      assertThat(known.of("a")).as("after the old read has ended").isEqualTo(2);
    }
  }

  @Test
  void nothingIsOlderThanWhatWasToldBeforeTheQuestion() throws Exception {
    AtomicInteger row = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    Remembered<String, Integer> known = remembered(FOR_GOOD, key -> row.get());
    List<Runnable> ways =
        List.of(
            () -> known.forget("a"),
            () -> known.forgetIf((key, value) -> true),
            () -> known.forget("a"),
            known::forgetAll);
    List<Integer> stale =
        Threads.run(2 * ways.size(), thread -> () -> stale(row, told, known, ways.get(thread / 2)));
    assertThat(stale).containsOnly(0);
  }

  /** Each thread asks, changes and forgets: whatever one forgets, another is forgetting as well. */
  private static int stale(
      AtomicInteger row, AtomicInteger told, Remembered<String, Integer> known, Runnable forget) {
    int stale = 0;
    for (int i = 0; i < 100_000; i++) {
      int least = told.get();
      stale += known.of("a") < least ? 1 : 0;
      int now = row.incrementAndGet();
      forget.run();
      told.accumulateAndGet(now, Math::max);
    }
    return stale;
  }

  /**
   * Against the naive twin, which reads its row each time: what is remembered is what the twin said
   * at some moment since the last message, and of the last five seconds. Messages are lost, late
   * and too many, and come while a row is read, which takes its time.
   */
  @Test
  void isNeverOlderThanItsLifeNorThanTheLastMessage() {
    RandomCases.each(300, random -> new History(random).run());
  }

  private final class History {
    private static final int STEPS = 400;
    private static final List<String> KEYS = List.of("a", "b", "c");

    private final Random random;
    private final Map<String, Integer> rows = new HashMap<>();
    // When each version of a row came, and which one was the newest when a message came.
    private final Map<String, List<Long>> since = new HashMap<>();
    private final Map<String, Integer> least = new HashMap<>();
    private final Remembered<String, Integer> known = remembered(LIFE, this::slowly);
    private final Set<String> reading = new HashSet<>();

    History(Random random) {
      this.random = random;
      KEYS.forEach(this::change);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        happen();
        ask(any());
      }
    }

    private String any() {
      return KEYS.get(random.nextInt(KEYS.size()));
    }

    private void change(String key) {
      rows.merge(key, 0, (old, zero) -> old + 1);
      since.computeIfAbsent(key, it -> new ArrayList<>()).add(nanos.get());
    }

    private void happen() {
      switch (random.nextInt(6)) {
        case 0 -> change(any());
        case 1 -> hear(any());
        case 2 -> hearOfSome(any());
        case 3 -> hearOfAll();
        default -> pass(Duration.ofMillis(random.nextInt(2_000)));
      }
    }

    private void hear(String key) {
      known.forget(key);
      least.put(key, rows.get(key));
    }

    private void hearOfSome(String some) {
      known.forgetIf((key, value) -> key.equals(some));
      least.put(some, rows.get(some));
    }

    private void hearOfAll() {
      if (random.nextInt(4) == 0) {
        known.forgetAll();
        least.putAll(rows);
      }
    }

    private Integer slowly(String key) {
      Integer read = rows.get(key);
      reading.add(key);
      for (int i = random.nextInt(3); i > 0; i--) {
        happen();
        String other = any();
        // Who waits for itself waits for good.
        if (!reading.contains(other)) {
          ask(other);
        }
      }
      reading.remove(key);
      return read;
    }

    private void ask(String key) {
      long oldest = nanos.get() - LIFE.toNanos();
      int told = least.getOrDefault(key, 0);
      int valid = versionAt(key, oldest);
      int answer = known.of(key);
      assertThat(answer).as(key + " after messages").isGreaterThanOrEqualTo(told);
      assertThat(answer).as(key + " after five seconds").isGreaterThanOrEqualTo(valid);
      assertThat(answer).isLessThanOrEqualTo(rows.get(key));
    }

    /** The last version that came before a moment. */
    private int versionAt(String key, long moment) {
      List<Long> versions = since.get(key);
      int version = 0;
      while (version + 1 < versions.size() && versions.get(version + 1) < moment) {
        version++;
      }
      return version;
    }
  }
}
