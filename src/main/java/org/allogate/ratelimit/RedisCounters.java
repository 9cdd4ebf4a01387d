package org.allogate.ratelimit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.allogate.redis.Redis;
import org.allogate.redis.RedisAway;
import org.allogate.redis.Script;

/**
 * The counters of one kind of subject in the Redis that all nodes share: one key and one round trip
 * for a subject, whatever its policies, at the server's own time. Keys expire when they count
 * nothing any more.
 *
 * @param <K> the subjects
 */
final class RedisCounters<K> {
  private static final Script SCRIPT = Script.beside(RedisCounters.class, "limit.lua");
  private static final int OF_EACH_POLICY = 2;

  // In the order in which the script returns them.
  private static final int ADMITTED = 0;
  private static final int POLICY = 1;
  private static final int REMAINING = 2;
  private static final int EMPTY_AT = 3;

  private final Redis redis;
  private final String kind;
  private final Function<K, String> naming;
  private final Supplier<String> now;

  /**
   * Counters named by a word of their kind, and among it by a short name that tells nobody anything
   * that must not stand in Redis.
   */
  RedisCounters(Redis redis, String kind, Function<K, String> naming) {
    this(redis, kind, naming, () -> "");
  }

  /** With a test's own idea of time: milliseconds since 1970, in digits. */
  RedisCounters(Redis redis, String kind, Function<K, String> naming, Supplier<String> now) {
    this.redis = redis;
    this.kind = kind;
    this.naming = naming;
    this.now = now;
  }

  /**
   * Admits {@code cost} units (0 only looks) under all of the 1 to 4 policies, or charges none.
   *
   * @throws RedisAway when Redis does not answer; it may have charged them all the same
   */
  Decision decide(K subject, List<Policy> policies, int cost) {
    Policy.requireCount(policies);
    if (cost < 0) {
      throw new IllegalArgumentException("cost must not be negative: " + cost);
    }
    List<Object> answer = SCRIPT.run(redis, key(subject), arguments(policies, cost));
    return new Decision(
        number(answer, ADMITTED) == 1,
        policies,
        policies.get((int) number(answer, POLICY)),
        (int) number(answer, REMAINING),
        number(answer, EMPTY_AT));
  }

  /** The name of a subject's key; in a cluster, the part in braces says on which shard it is. */
  String key(K subject) {
    return redis.name("limit:{" + kind + ":" + naming.apply(subject) + "}");
  }

  private String[] arguments(List<Policy> policies, int cost) {
    String[] arguments = new String[2 + OF_EACH_POLICY * policies.size()];
    arguments[0] = Integer.toString(cost);
    arguments[1] = now.get();
    int i = 2;
    for (Policy policy : policies) {
      arguments[i++] = Integer.toString(policy.limit());
      arguments[i++] = Integer.toString(policy.windowSeconds());
    }
    return arguments;
  }

  private static long number(List<Object> answer, int i) {
    return (Long) answer.get(i);
  }
}
