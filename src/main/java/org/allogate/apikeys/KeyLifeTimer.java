package org.allogate.apikeys;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.keys.RenewalDue;

/** Looks every five seconds whose time has come. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyLifeTimer {
  private static final Logger LOG = Logger.getLogger(KeyLifeTimer.class.getName());

  @Inject KeyLife life;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        all(life::ended, life::end);
        all(life::toRemind, life::remind);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Ends and reminders of keys wait for the database");
      } finally {
        busy.set(false);
      }
    }
  }

  // What fails once fails again at once: the rest waits for the next time.
  private static <T> void all(Supplier<List<T>> some, Consumer<T> deed) {
    for (List<T> due = some.get(); !due.isEmpty(); due = some.get()) {
      due.forEach(deed);
    }
  }

  /** Makes a successor where a key was used near its end; who fails is asked again. */
  // Public: of a session bean only a business method may observe.
  public void onRenewalDue(@Observes RenewalDue due) {
    try {
      life.renew(due.key());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The successor of key " + due.key() + " waits");
    }
  }
}
