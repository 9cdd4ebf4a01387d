package org.allogate.replica;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether reads go to the replica. Any read that it fails closes the way at once, for all; only the
 * probe opens it. A change is logged when the probe has found it, so not what is over within a
 * second, and once.
 */
final class Route {
  private static final Logger LOG = Logger.getLogger(Route.class.getName());

  private final LongAdder served = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private volatile boolean open;
  private boolean told;

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
    if (told) {
      told = false;
      LOG.info("The database replica is there and up to date: it is read again.");
    }
  }

  /** The probe was not served. */
  synchronized void missed(Exception why) {
    open = false;
    if (!told) {
      told = true;
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
