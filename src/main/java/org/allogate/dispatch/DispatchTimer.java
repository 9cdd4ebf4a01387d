package org.allogate.dispatch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Begins and ends sending, and looks twice a second for what other nodes left and what has become
 * due.
 */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DispatchTimer {
  private static final Logger LOG = Logger.getLogger(DispatchTimer.class.getName());
  private static final long LOOK_MILLIS = 500;
  private static final long PAUSE_MILLIS = 10;

  @Resource TimerService timers;
  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ContextService contexts;

  @Inject Dispatcher dispatcher;
  @Inject Leftovers leftovers;
  @Inject Retention retention;
  @Inject Lag lag;

  private final AtomicBoolean removing = new AtomicBoolean();

  // Whoever asks for a run, a thread of the HTTP client too: it runs in this application's context.
  @PostConstruct
  void begin() {
    Runnable run = contexts.contextualRunnable(dispatcher::run);
    dispatcher.begin(
        () -> executor.execute(run),
        task -> scheduler.schedule(task, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    timers.createIntervalTimer(LOOK_MILLIS, LOOK_MILLIS, new TimerConfig(null, false));
  }

  @Timeout
  void look() {
    dispatcher.look();
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void remove() {
    if (removing.compareAndSet(false, true)) {
      try {
        repeat(retention::removeSome);
        repeat(leftovers::moveSome);
      } catch (RuntimeException e) {
        LOG.log(
            Level.WARNING,
            e,
            () -> "Webhooks that are over, and those of older nodes, stay until the next time");
      } finally {
        removing.set(false);
      }
    }
  }

  private static void repeat(BooleanSupplier deed) {
    boolean more = true;
    while (more) {
      more = deed.getAsBoolean();
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void watch() {
    try {
      lag.look();
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, e, () -> "It is not known how far webhooks are behind");
    }
  }

  @PreDestroy
  void end() {
    try {
      dispatcher.end();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "What was under way is sent again by another node");
    }
  }
}
