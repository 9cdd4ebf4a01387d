package org.allogate.replica;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether reads go to the replica. Any read that it fails closes the way at once, for all; only the
 * probe opens it. A replica that several probes in a row have missed is logged, once: one that is
 * late for a moment is nobody's business.
 */
final class Route {
  private static final Logger LOG = Logger.getLogger(Route.class.getName());

  /** Probes in a row that must miss before it is told. */
  static final int PATIENCE = 3;

  private final LongAdder served = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private volatile boolean open;
  private int missed;

  boolean isOpen() {
    return open;
  }

  void served() {
    served.increment();
  }

  void failed() {
    open = false;
    repeated.increment();
  }

  /** The probe was served. */
  synchronized void found() {
    open = true;
    if (missed >= PATIENCE) {
      LOG.info("The database replica is there and up to date: it is read again");
    }
    missed = 0;
  }

  /** The probe was not served. */
  synchronized void missed(Exception why) {
    open = false;
    missed++;
    if (missed == PATIENCE) {
      LOG.log(
          Level.WARNING,
          why,
          () ->
              "The database replica is not read, but the primary in its place, until it is back and"
                  + " up to date: see allogate.db.replica.url, SHOW REPLICA STATUS on it, and that"
                  + " the primary writes a binary log");
    }
  }

  long reads() {
    return served.sum();
  }

  long repeats() {
    return repeated.sum();
  }
}
