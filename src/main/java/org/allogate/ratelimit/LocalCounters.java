package org.allogate.ratelimit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters of one kind of subject in the memory of this node; no lock is wider than one
 * counter.
 *
 * <p>At most {@code maximum} subjects have a counter of their own (threads that add one at the same
 * moment may each go one past it). Once full, unknown subjects share one overflow counter per list
 * of policies, so memory is bounded even against someone who owns a whole IPv6 prefix: what such a
 * flood costs the others is that strangers are limited together. A subject that gets a counter of
 * its own while they share takes the shared count along, so it never has the limit twice; only an
 * attempt of the same subject that is being decided at that very moment can be missing from it.
 *
 * @param <K> the subjects, with the equality of a map's key
 */
final class LocalCounters<K> {
  private final Clock clock;
  private final int maximum;
  private final Map<K, Counter> counters = new ConcurrentHashMap<>();
  private final Map<List<Policy>, Counter> overflow = new ConcurrentHashMap<>();

  /** {@code maximum} is in subjects, at least 1. */
  LocalCounters(Clock clock, int maximum) {
    if (maximum < 1) {
      throw new IllegalArgumentException("maximum must be at least 1: " + maximum);
    }
    this.clock = clock;
    this.maximum = maximum;
  }

  /** Admits {@code cost} units (0 only looks) under all of the 1 to 4 policies, or charges none. */
  Decision decide(K subject, List<Policy> policies, int cost) {
    long nowMillis = clock.millis();
    while (true) {
      Counter counter = counterOf(subject, policies);
      Optional<Decision> decision = counter.decide(policies, cost, nowMillis);
      if (decision.isPresent()) {
        return decision.get();
      }
      // The sweep retired it and may not have come to removing it: do so, rather than wait.
      counters.remove(subject, counter);
      overflow.remove(policies, counter);
    }
  }

  private Counter counterOf(K subject, List<Policy> policies) {
    Counter own = counters.get(subject);
    if (own == null && counters.size() < maximum) {
      return add(subject, policies);
    }
    // Full, perhaps by this very subject a moment ago.
    own = own == null ? counters.get(subject) : own;
    return own == null ? overflow.computeIfAbsent(List.copyOf(policies), Counter::new) : own;
  }

  private Counter add(K subject, List<Policy> policies) {
    Counter shared = overflow.get(policies);
    Counter added = shared == null ? new Counter(policies) : new Counter(shared);
    Counter earlier = counters.putIfAbsent(subject, added);
    return earlier == null ? added : earlier;
  }

  /** Removes the counters that count nothing any more, and says how many. */
  int sweep() {
    long nowMillis = clock.millis();
    return sweep(counters, nowMillis) + sweep(overflow, nowMillis);
  }

  private static <T> int sweep(Map<T, Counter> swept, long nowMillis) {
    int removed = 0;
    for (Map.Entry<T, Counter> entry : swept.entrySet()) {
      if (entry.getValue().retireIfEmpty(nowMillis)) {
        swept.remove(entry.getKey(), entry.getValue());
        removed++;
      }
    }
    return removed;
  }

  /** Counters held, the shared ones included. */
  int size() {
    return counters.size() + overflow.size();
  }
}
