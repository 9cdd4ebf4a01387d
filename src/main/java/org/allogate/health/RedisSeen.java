package org.allogate.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.allogate.redis.Redis;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether Redis answers, and is up all the same: it is away for every node at once, and a
 * balancer that took all of them out would make an outage of what a setting has an answer to.
 */
@Readiness
@ApplicationScoped
public class RedisSeen implements HealthCheck {
  @Inject Redis redis;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("redis").up().withData("state", state()).build();
  }

  private String state() {
    if (!redis.isConfigured()) {
      return "unused";
    }
    return redis.isUp() ? "up" : "away";
  }
}
