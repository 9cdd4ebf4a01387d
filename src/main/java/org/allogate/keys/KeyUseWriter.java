package org.allogate.keys;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the uses of keys down every two seconds, in batches: no request writes, and what a list
 * shows is never older than five seconds.
 */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyUseWriter {
  private static final Logger LOG = Logger.getLogger(KeyUseWriter.class.getName());
  private static final int BATCH = 500;

  @Inject KeyUses uses;
  @Inject KeyUseRows rows;
  @Inject Event<RenewalDue> renewals;

  private final AtomicBoolean writing = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void write() {
    if (writing.compareAndSet(false, true)) {
      try {
        writeAll();
      } finally {
        writing.set(false);
      }
    }
  }

  @PreDestroy
  void writeLast() {
    writeAll();
  }

  private void writeAll() {
    Map<UUID, KeyUse> left = uses.drain();
    try {
      while (!left.isEmpty()) {
        Map<UUID, KeyUse> batch = first(left);
        rows.add(batch);
        batch.forEach(this::announce);
        left.keySet().removeAll(batch.keySet());
      }
    } catch (RuntimeException e) {
      uses.putBack(left);
      LOG.log(Level.WARNING, e, () -> "The last uses of keys wait: the database did not take them");
    }
  }

  private void announce(UUID key, KeyUse use) {
    if (use.renewable()) {
      renewals.fire(new RenewalDue(key));
    }
  }

  private static Map<UUID, KeyUse> first(Map<UUID, KeyUse> uses) {
    Map<UUID, KeyUse> batch = new LinkedHashMap<>();
    uses.entrySet().stream().limit(BATCH).forEach(it -> batch.put(it.getKey(), it.getValue()));
    return batch;
  }
}
