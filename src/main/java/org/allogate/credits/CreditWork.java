package org.allogate.credits;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is done beside requests: leases before they are needed, and a flush twice a second, so that
 * one which takes its time is done within a second all the same.
 */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CreditWork {
  private static final Logger LOG = Logger.getLogger(CreditWork.class.getName());

  @Inject Accounts accounts;
  @Inject Credits credits;
  @Inject CreditFlush flush;
  @Inject LowCredits low;

  private static final long FLUSH_MILLIS = 500;
  private static final int FLUSHES_A_SECOND = 2;

  @Resource TimerService timers;

  private final Set<UUID> untold = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger beats = new AtomicInteger();

  @PostConstruct
  void begin() {
    timers.createIntervalTimer(FLUSH_MILLIS, FLUSH_MILLIS, new TimerConfig(null, false));
  }

  @Timeout
  void tick() {
    if (beats.incrementAndGet() % FLUSHES_A_SECOND == 0) {
      accounts.tick();
    }
    if (!busy.compareAndSet(false, true)) {
      flush.late();
      return;
    }
    try {
      flush.flush();
      flush.sweep();
      low.due().forEach(this::tell);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The last use of credits waits for the next flush");
      flush.late();
    } finally {
      busy.set(false);
    }
  }

  private void tell(UUID tenant) {
    try {
      low.tell(tenant);
      untold.remove(tenant);
    } catch (RuntimeException e) {
      low.look(List.of(tenant));
      if (untold.add(tenant)) {
        LOG.log(Level.WARNING, e, () -> "Tenant " + tenant + " is not told of its credits yet");
      }
    }
  }

  /** Leases a block for a tenant soon. */
  @Asynchronous
  public void refill(UUID tenant) {
    try {
      credits.refill(tenant);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "No credits were leased beforehand");
    }
  }

  @PreDestroy
  void end() {
    try {
      flush.end();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Other nodes take the leases back: they stay for a minute");
    }
  }
}
