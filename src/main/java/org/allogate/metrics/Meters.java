package org.allogate.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Where everything that is watched says so, once, whenever it begins. Names are in lower case with
 * underscores and begin with {@code allogate_}; values of tags come from closed lists.
 */
@ApplicationScoped
public class Meters {
  private final Queue<Meter> unpublished = new ConcurrentLinkedQueue<>();

  /**
   * Something to count.
   *
   * @param tags names and values in turn
   */
  public Count count(String name, String help, String... tags) {
    Count count = new Count();
    count(name, help, count::sum, tags);
    return count;
  }

  /** Something that is counted elsewhere and never gets less. */
  public void count(String name, String help, LongSupplier sum, String... tags) {
    unpublished.add(new Meter.Growing(label(name, help, tags), sum));
  }

  /** Something that goes up and down; it is asked at every look and must not wait for anything. */
  public void level(String name, String help, DoubleSupplier value, String... tags) {
    unpublished.add(new Meter.Level(label(name, help, tags), value));
  }

  /** Something that takes its time; the buckets are in microprofile-config.properties. */
  public Durations durations(String name, String help, String... tags) {
    Durations durations = new Durations();
    unpublished.add(new Meter.Spread(label(name, help, tags), durations));
    return durations;
  }

  /** A cache, which must record its statistics. */
  public void cache(String name, Cache<?, ?> cache) {
    hits(name, () -> cache.stats().hitCount());
    misses(name, () -> cache.stats().missCount());
    level("allogate_cache_size", "Kept in a cache.", cache::estimatedSize, "cache", name);
  }

  /**
   * A cache that counts for itself.
   *
   * @param asked how often anything was looked for
   * @param read how often it had to be read
   */
  public void cache(String name, LongSupplier asked, LongSupplier read, LongSupplier size) {
    // Read first: what is asked for in between must not make it less than it was.
    hits(name, () -> -read.getAsLong() + asked.getAsLong());
    misses(name, read);
    level("allogate_cache_size", "Kept in a cache.", size::getAsLong, "cache", name);
  }

  private void hits(String name, LongSupplier sum) {
    count("allogate_cache_hits", "Found in a cache.", sum, "cache", name);
  }

  private void misses(String name, LongSupplier sum) {
    count("allogate_cache_misses", "Looked for in a cache, and not found.", sum, "cache", name);
  }

  private static Meter.Label label(String name, String help, String... tags) {
    return new Meter.Label(name, help, List.of(tags));
  }

  /** What has been said since the last time. */
  List<Meter> fresh() {
    List<Meter> fresh = new ArrayList<>();
    for (Meter next = unpublished.poll(); next != null; next = unpublished.poll()) {
      fresh.add(next);
    }
    return fresh;
  }
}
