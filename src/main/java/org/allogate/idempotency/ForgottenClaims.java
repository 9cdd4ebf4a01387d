package org.allogate.idempotency;

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

/** Removes kept answers whose time is over, a few at a time, every five seconds. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ForgottenClaims {
  private static final Logger LOG = Logger.getLogger(ForgottenClaims.class.getName());

  @Inject Claims claims;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        boolean more = true;
        while (more) {
          more = claims.forgetSome();
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Kept answers that are over stay until the next time");
      } finally {
        busy.set(false);
      }
    }
  }
}
