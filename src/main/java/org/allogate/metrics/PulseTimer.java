package org.allogate.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Has what was counted published. Apart from who does that, for a container that does not know the
 * registry leaves out a bean that names it, and refuses an enterprise bean.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PulseTimer {
  private static final long SECOND = 1000;

  @Resource TimerService timers;
  @Inject Event<Pulse> pulse;

  @PostConstruct
  void begin() {
    timers.createIntervalTimer(SECOND, SECOND, new TimerConfig(null, false));
  }

  @Timeout
  void beat() {
    pulse.fire(new Pulse());
  }
}
