package org.allogate.productimports;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Removes imports whose time is over, a few at a time, every five seconds. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ImportExpiry {
  private static final Logger LOG = Logger.getLogger(ImportExpiry.class.getName());

  @Inject ProductImports imports;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        while (imports.forgetSome()) {
          // Until fewer are left than go at once.
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Imports that are over stay until the next time");
      } finally {
        busy.set(false);
      }
    }
  }
}
