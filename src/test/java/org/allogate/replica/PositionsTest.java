package org.allogate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is told a position that misses what was committed before they asked. */
class PositionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int THREADS = 8;
  private static final int READS = 5_000;

  /** Those that share questions, and their naive twin that asks for everybody. */
  static Stream<UnaryOperator<Callable<String>>> ways() {
    return Stream.of(primary -> new Positions(primary, PATIENCE)::now, primary -> primary);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyPositionIncludesWhatWasCommittedBefore(UnaryOperator<Callable<String>> way)
      throws Exception {
    AtomicLong commits = new AtomicLong();
    AtomicInteger questions = new AtomicInteger();
    Callable<String> positions =
        way.apply(
            () -> {
              questions.incrementAndGet();
              maybeYield();
              String position = "" + commits.get();
              maybeYield();
              return position;
            });
    Threads.run(THREADS, thread -> () -> reader(commits, positions));
    assertThat(questions).hasValueLessThanOrEqualTo(THREADS * READS);
  }

  private static Void reader(AtomicLong commits, Callable<String> positions) throws Exception {
    for (int i = 0; i < READS; i++) {
      long before = i % 3 == 0 ? commits.get() : commits.incrementAndGet();
      assertThat(Long.parseLong(positions.call())).isGreaterThanOrEqualTo(before);
    }
    return null;
  }

  private static void maybeYield() {
    if (ThreadLocalRandom.current().nextInt(4) == 0) {
      Thread.yield();
    }
  }

  @Test
  void whoComesDuringAQuestionSharesTheNextOne() throws Exception {
    AtomicInteger questions = new AtomicInteger();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Positions positions =
        new Positions(
            () -> {
              int question = questions.incrementAndGet();
              asked.countDown();
              answered.await();
              return "" + question;
            },
            PATIENCE);
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Future<String> first = pool.submit(positions::now);
      asked.await();
      List<Waiting> later =
          Stream.generate(() -> new Waiting(positions)).limit(THREADS).peek(Thread::start).toList();
      later.forEach(Waiting::awaitTurn);
      answered.countDown();
      assertThat(first.get()).isEqualTo("1");
      for (Waiting one : later) {
        one.join();
        assertThat(one.position).isEqualTo("2");
      }
      assertThat(questions).hasValue(2);
    } finally {
      pool.shutdownNow();
    }
  }

  private static final class Waiting extends Thread {
    private final Positions positions;
    private volatile String position;

    Waiting(Positions positions) {
      this.positions = positions;
    }

    @Override
    public void run() {
      try {
        position = positions.now();
      } catch (SQLException e) {
        position = e.toString();
      }
    }

    void awaitTurn() {
      while (getState() != State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aQuestionThatFailsIsPutAgainByTheNext() throws Exception {
    AtomicInteger questions = new AtomicInteger();
    Positions positions =
        new Positions(
            () -> {
              if (questions.incrementAndGet() == 1) {
                throw new SQLException("away");
              }
              return "0-1-7";
            },
            PATIENCE);
    assertThatThrownBy(positions::now).isInstanceOf(SQLException.class).hasMessage("away");
    assertThat(positions.now()).isEqualTo("0-1-7");
  }

  @Test
  void nobodyWaitsLongForAPrimaryThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Positions positions =
        new Positions(
            () -> {
              asked.countDown();
              answered.await();
              return "0-1-7";
            },
            Duration.ofMillis(1));
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Future<String> first = pool.submit(positions::now);
      asked.await();
      assertThatThrownBy(positions::now).isInstanceOf(SQLTimeoutException.class);
      answered.countDown();
      assertThat(first.get()).isEqualTo("0-1-7");
    } finally {
      pool.shutdownNow();
    }
  }
}
