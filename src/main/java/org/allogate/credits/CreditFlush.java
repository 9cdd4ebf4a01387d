package org.allogate.credits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/** Brings this node's numbers into the database; one thread at a time. */
@ApplicationScoped
public class CreditFlush {
  private static final int MOST_ACCOUNTS = 200;
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
  private static final Duration TRUSTED = NodeRows.SILENCE.minusSeconds(15);

  private final Accounts accounts;
  private final NodeRows rows;
  private final Clock clock;

  private Flush doubtful;
  private volatile Instant seen;
  private Instant swept = Instant.EPOCH;

  /** For the container's proxy. */
  protected CreditFlush() {
    this(null, null, null);
  }

  @Inject
  CreditFlush(Accounts accounts, NodeRows rows, Clock clock) {
    this.accounts = accounts;
    this.rows = rows;
    this.clock = clock;
    this.seen = Instant.MAX;
  }

  /** Writes down what was used since the last time, and gives back what nobody needs. */
  void flush() {
    flush(accounts.some(Account::isDirty), false);
    accounts.forget();
  }

  private void flush(List<Account> dirty, boolean everything) {
    int from = 0;
    boolean more = true;
    while (more) {
      int to = Math.min(dirty.size(), from + MOST_ACCOUNTS);
      boolean full = flushSome(dirty.subList(from, to), everything);
      from = to;
      more = full || from < dirty.size();
    }
  }

  private boolean flushSome(List<Account> some, boolean everything) {
    Lock books = accounts.books().writeLock();
    books.lock();
    try {
      settleDoubt();
      Instant now = clock.instant();
      Flush flush = new Flush(accounts);
      some.forEach(account -> flush.add(account, everything));
      run(flush, now);
      seen = now;
      return flush.isFull();
    } finally {
      books.unlock();
    }
  }

  private void run(Flush flush, Instant now) {
    try {
      rows.flush(accounts.node(), now, flush);
    } catch (RuntimeException e) {
      if (flush.hasHappened()) {
        doubtful = flush;
      } else {
        flush.undone();
      }
      throw e;
    }
    flush.done();
  }

  private void settleDoubt() {
    if (doubtful != null) {
      boolean committed = doubtful.isCommitted(rows.flushed(accounts.node()));
      if (committed) {
        doubtful.doneBefore();
      } else {
        doubtful.undone();
      }
      doubtful = null;
    }
  }

  /** Gives back what is leased for a tenant here and not in use. */
  public void giveBack(UUID tenant) {
    flushSome(List.of(accounts.of(tenant)), true);
  }

  /** Uses no leases any more that others may have taken back: there was no flush for too long. */
  void late() {
    Instant last = seen;
    if (!last.equals(Instant.MAX) && clock.instant().isAfter(last.plus(TRUSTED))) {
      accounts.distrust();
    }
  }

  /** Takes back what dead nodes had, every few seconds. */
  void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(swept.plus(BETWEEN_SWEEPS)) && !now.isBefore(swept)) {
      return;
    }
    swept = now;
    UUID self = accounts.node();
    boolean more = true;
    while (more) {
      more = rows.takeBack(self, now);
    }
  }

  /** Writes down all of it and gives everything back. */
  void end() {
    flush(accounts.some(account -> true), true);
    rows.leave(accounts.node());
  }
}
