package org.allogate.ratelimit;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import org.allogate.redis.Redis;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Owns this node's counters and sweeps them. It hands the {@link Limits} out as they are instead of
 * standing before every decision: the container's part of a call to an enterprise bean was most of
 * what a decision took.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RateLimiter {
  static final String DEFAULT_MAX_COUNTERS = "1000000";
  static final String DEFAULT_WHEN_AWAY = "reject";

  @Inject
  @ConfigProperty(name = "allogate.rate-limit.max-counters", defaultValue = DEFAULT_MAX_COUNTERS)
  int maxCounters;

  @Inject
  @ConfigProperty(name = "allogate.rate-limit.when-away", defaultValue = DEFAULT_WHEN_AWAY)
  String whenAway;

  @Inject Redis redis;

  private Limits limits;

  /** For the container. */
  public RateLimiter() {}

  @PostConstruct
  void start() {
    start(new MonotonicClock());
  }

  void start(Clock clock) {
    limits = new Limits(clock, maxCounters, redis, WhenAway.of(whenAway));
  }

  /** The one set of limits of this node. */
  @Produces
  @jakarta.inject.Singleton
  public Limits limits() {
    return limits;
  }

  @Schedule(hour = "*", minute = "*", persistent = false)
  void sweep() {
    limits.sweep();
  }
}
