package org.allogate.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets every refusal of an unproven key take the same time, whether it was malformed, forged, or
 * well signed and looked for in the database; and every failed sign-in, whoever it was. Few threads
 * wait at once: a flood gets its refusals at once, and has its own noise instead.
 */
public final class EvenTime {
  static final int MOST_WAITING = 32;

  private final long floorNanos;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  /** Time that is even from a floor on. */
  public EvenTime(Duration floor) {
    this(floor, System::nanoTime, LockSupport::parkNanos);
  }

  /** With the test's own idea of time: a clock of nanoseconds and a way to wait for some. */
  EvenTime(Duration floor, LongSupplier nanoTime, LongConsumer pause) {
    this.floorNanos = floor.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** This moment, for {@link #await}. */
  public long start() {
    return nanoTime.getAsLong();
  }

  /** Waits until the floor has passed since a moment of {@link System#nanoTime()}. */
  public void await(long sinceNanos) {
    if (!places.tryAcquire()) {
      return;
    }
    try {
      for (long left = left(sinceNanos); left > 0; left = left(sinceNanos)) {
        pause.accept(left);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    } finally {
      places.release();
    }
  }

  private long left(long sinceNanos) {
    return floorNanos - (nanoTime.getAsLong() - sinceNanos);
  }
}
