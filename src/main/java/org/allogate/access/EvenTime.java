package org.allogate.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets every refusal of an unproven key take the same time, whether it was malformed, forged, or
 * well signed and looked for in the database. Few threads wait at once: a flood gets its refusals
 * at once, and has its own noise instead.
 */
final class EvenTime {
  private static final int MOST_WAITING = 32;

  private final long floorNanos;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  EvenTime(Duration floor) {
    this.floorNanos = floor.toNanos();
  }

  /** Waits until the floor has passed since a moment of {@link System#nanoTime()}. */
  void await(long sinceNanos) {
    if (!places.tryAcquire()) {
      return;
    }
    try {
      for (long left = left(sinceNanos); left > 0; left = left(sinceNanos)) {
        LockSupport.parkNanos(left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    } finally {
      places.release();
    }
  }

  private long left(long sinceNanos) {
    return floorNanos - (System.nanoTime() - sinceNanos);
  }
}
