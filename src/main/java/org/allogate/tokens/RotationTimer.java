package org.allogate.tokens;

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
import java.util.logging.Logger;

/** Looks every four seconds whether a signing key is due, and forgets what is past revoking. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RotationTimer {
  private static final Logger LOG = Logger.getLogger(RotationTimer.class.getName());

  @Inject KeyRotation rotation;
  @Inject SigningKeys keys;
  @Inject Revocations revocations;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/4", persistent = false)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        if (rotation.isDue()) {
          rotation.rotate();
          keys.changed();
        }
        boolean more = true;
        while (more) {
          more = revocations.forgetSome();
        }
      } catch (RuntimeException e) {
        // Every four seconds: without the stack.
        LOG.warning(() -> "The rotation of signing keys waits: " + e);
      } finally {
        busy.set(false);
      }
    }
  }
}
