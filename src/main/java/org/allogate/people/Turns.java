package org.allogate.people;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * Lets few compute hashes at once, and few more wait for it: whoever tries passwords from ever so
 * many addresses takes half of the processors, not the API with them.
 */
final class Turns {
  static final int MOST_WAITING = 64;

  private final Semaphore places;
  private final int most;
  private final AtomicInteger inside = new AtomicInteger();

  /** On a machine of so many processors. */
  Turns(int processors) {
    int atOnce = Math.max(1, processors / 2);
    places = new Semaphore(atOnce, true);
    most = atOnce + MOST_WAITING;
  }

  /**
   * Does something when it is its turn.
   *
   * @throws ProblemException {@code service_unavailable} when too many wait already
   */
  <T> T take(Supplier<T> deed) {
    if (inside.incrementAndGet() > most) {
      inside.decrementAndGet();
      throw new ProblemException(
              ProblemType.SERVICE_UNAVAILABLE, "Too many sign in at this moment.")
          .header(HttpHeaders.RETRY_AFTER, "5");
    }
    places.acquireUninterruptibly();
    try {
      return deed.get();
    } finally {
      places.release();
      inside.decrementAndGet();
    }
  }
}
