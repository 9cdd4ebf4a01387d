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
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.keys.RenewalDue;

/** Looks every two seconds whose time has come. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyLifeTimer {
  private static final Logger LOG = Logger.getLogger(KeyLifeTimer.class.getName());

  @Inject KeyLife life;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        all(life::ended, DueKey::place, life::end);
        all(life::toRemind, DueKey::id, life::remind);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Ends and reminders of keys wait for the database");
      } finally {
        busy.set(false);
      }
    }
  }

  // What fails is passed over until the next time: one owner's trouble is nobody else's.
  private static <T> void all(
      Function<DueKey, List<DueKey>> next, Function<DueKey, T> subject, Consumer<T> deed) {
    DueKey last = DueKey.NONE;
    for (List<DueKey> due = next.apply(last); !due.isEmpty(); due = next.apply(last)) {
      due.stream().map(subject).distinct().forEach(one -> attempt(deed, one));
      last = due.get(due.size() - 1);
    }
  }

  private static <T> void attempt(Consumer<T> deed, T one) {
    try {
      deed.accept(one);
    } catch (RuntimeException e) {
      // Every two seconds: without the stack.
      LOG.warning(() -> "The end or reminder of a key of " + one + " waits: " + e);
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
