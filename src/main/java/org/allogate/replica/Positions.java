package org.allogate.replica;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the primary stands, asked once for all who wait: an answer serves everybody who came before
 * its question was put. So a node asks one question at a time, however many reads there are.
 */
final class Positions {
  private final Callable<String> primary;
  private final Duration patience;
  private final ReentrantLock asking = new ReentrantLock();
  private final AtomicLong questions = new AtomicLong();
  private Answer last = new Answer(0, null);

  /**
   * Asks nothing yet.
   *
   * @param primary tells a position that includes all that was committed when it was called
   * @param patience how long to wait for the questions of others
   */
  Positions(Callable<String> primary, Duration patience) {
    this.primary = primary;
    this.patience = patience;
  }

  /** A position that includes all that was committed when this was called. */
  String now() throws SQLException {
    // One under way may have been put before a commit that the caller knows of.
    long needed = questions.get() + 1;
    requireTurn();
    try {
      return last.question >= needed ? last.position : ask();
    } finally {
      asking.unlock();
    }
  }

  private void requireTurn() throws SQLException {
    try {
      if (!asking.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLTimeoutException("the primary does not tell its position");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  private String ask() throws SQLException {
    long question = questions.incrementAndGet();
    last = new Answer(question, told());
    return last.position;
  }

  private String told() throws SQLException {
    try {
      return primary.call();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }

  private record Answer(long question, String position) {}
}
