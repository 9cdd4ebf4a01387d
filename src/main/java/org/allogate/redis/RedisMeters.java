package org.allogate.redis;

import org.allogate.metrics.Durations;
import org.allogate.metrics.Meters;

/** What is watched of the server that nodes share. */
final class RedisMeters {
  private RedisMeters() {}

  static void watch(Redis redis, Messages messages, Meters meters) {
    meters.level(
        "allogate_redis_configured",
        "Whether nodes share anything.",
        () -> redis.isConfigured() ? 1 : 0);
    meters.level(
        "allogate_redis_up", "Whether calls would be answered.", () -> redis.isUp() ? 1 : 0);
    meters.count("allogate_redis_calls", "Commands sent.", redis::calls);
    meters.count(
        "allogate_redis_failed_calls",
        "Calls without an answer, those not even tried included.",
        redis::failedCalls);
    meters.count("allogate_redis_losses", "How often it went away.", redis::losses);
    Durations took = meters.durations("allogate_redis_call", "Time until a command was answered.");
    redis.timed(took::add);
    messages(messages, meters);
  }

  private static void messages(Messages messages, Meters meters) {
    meters.level(
        "allogate_messages_listening",
        "Whether changes that other nodes tell come in.",
        () -> messages.isListening() ? 1 : 0);
    String name = "allogate_messages";
    String help = "Changes told between nodes.";
    meters.count(name, help, messages::told, "way", "told");
    meters.count(name, help, messages::untold, "way", "untold");
    meters.count(name, help, messages::heard, "way", "heard");
    meters.count(
        "allogate_message_gaps",
        "How often listening began, the first time included.",
        messages::gaps);
  }
}
