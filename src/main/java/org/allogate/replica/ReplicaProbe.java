package org.allogate.replica;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
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
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every second whether the replica can be read; no timer runs where there is none. */
@Startup
@Singleton
@DependsOn("Migration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ReplicaProbe {
  private static final long EVERY_MILLIS = 1000;

  @Resource TimerService timers;
  @Inject ReplicaSettings settings;
  @Inject ReplicaSource source;
  @Inject Route route;

  private final AtomicBoolean probing = new AtomicBoolean();

  @PostConstruct
  void start() {
    if (settings.on()) {
      timers.createIntervalTimer(0, EVERY_MILLIS, new TimerConfig(null, false));
    }
  }

  @Timeout
  void probe() {
    if (probing.compareAndSet(false, true)) {
      try {
        source.upToDate().close();
        route.found();
      } catch (SQLException e) {
        route.missed(e);
      } finally {
        probing.set(false);
      }
    }
  }
}
