package org.allogate.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.allogate.metrics.Meters;
import org.eclipse.microprofile.config.Config;

/** Makes the plain classes of this package injectable. */
@ApplicationScoped
public class RedisBeans {
  @Produces
  @Singleton
  RedisSettings settings(Config config) {
    return RedisSettings.from(config);
  }

  @Produces
  @Singleton
  Redis redis(RedisSettings settings) {
    return new Redis(settings);
  }

  void close(@Disposes Redis redis) {
    redis.close();
  }

  @Produces
  @Singleton
  Messages messages(Redis redis) {
    return new Messages(redis);
  }

  void close(@Disposes Messages messages) {
    messages.close();
  }

  /** Connects before the first request, and says so in the log. */
  void start(@Observes Startup started, Redis redis, Messages messages, Meters meters) {
    RedisMeters.watch(redis, messages, meters);
  }
}
