package org.allogate.usage;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.input.Ids;

/**
 * Writes usage down every second, and removes every five seconds what is older than it is kept.
 *
 * <p>What was taken out of the cells stays here in its batches until the database has them. A batch
 * is tried again as it is, under its number, for the failure may have been that of the answer to a
 * commit; only then are the cells taken out again. So nothing is lost while the server runs, and
 * nothing counted twice; a killed server loses its last second.
 */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageWriter {
  private static final Logger LOG = Logger.getLogger(UsageWriter.class.getName());
  private static final int BATCH = 500;

  @Inject UsageCells cells;
  @Inject UsageRows rows;
  @Inject Clock clock;

  private final ReentrantLock writing = new ReentrantLock();
  private final Queue<Map<CellKey, Counts>> batches = new ArrayDeque<>();
  private final UUID run = Ids.next();
  private long number = 1;
  private boolean failing;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void write() {
    if (writing.tryLock()) {
      try {
        writeAll();
      } finally {
        writing.unlock();
      }
    }
  }

  @PreDestroy
  void writeLast() {
    writing.lock();
    try {
      // What waited first, then what came since.
      writeAll();
      writeAll();
    } finally {
      writing.unlock();
    }
  }

  private void writeAll() {
    if (batches.isEmpty()) {
      divide(cells.drain());
    }
    try {
      while (!batches.isEmpty()) {
        rows.add(run, number, batches.element(), clock.instant());
        number++;
        batches.remove();
        failing = false;
      }
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(Level.WARNING, e, () -> "Usage waits in memory: the database did not take it");
      }
      failing = true;
    }
  }

  private void divide(Map<CellKey, Counts> drained) {
    Map<CellKey, Counts> batch = new HashMap<>();
    for (Map.Entry<CellKey, Counts> cell : drained.entrySet()) {
      batch.put(cell.getKey(), cell.getValue());
      if (batch.size() == BATCH) {
        batches.add(batch);
        batch = new HashMap<>();
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void remove() {
    try {
      for (Granularity granularity : Granularity.values()) {
        all(() -> rows.removeSome(granularity, clock.instant()));
      }
      all(() -> rows.removeSomeWriters(clock.instant()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Usage that is over stays until the next time");
    }
  }

  private static void all(BooleanSupplier removesSome) {
    boolean more = true;
    while (more) {
      more = removesSome.getAsBoolean();
    }
  }
}
