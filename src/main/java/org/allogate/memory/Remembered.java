package org.allogate.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What was read under keys a moment ago. Safe for any number of threads. Nobody waits for a read
 * but who asks for what it says; forgetting never does.
 */
public final class Remembered<K, V> {
  private final Function<K, V> read;
  // A read is in here from before it begins: its age is never less than that of what it says.
  private final Cache<K, FutureTask<V>> reads;
  private final LongAdder asked = new LongAdder();
  private final LongAdder done = new LongAdder();

  /**
   * Nothing yet.
   *
   * @param read what is under a key; null for nothing, which is not remembered
   */
  public Remembered(MemorySettings settings, Function<K, V> read) {
    this(settings, read, Ticker.systemTicker());
  }

  /** By another time than the machine's, in nanoseconds. */
  Remembered(MemorySettings settings, Function<K, V> read, Ticker ticker) {
    this.read = read;
    this.reads = settings.life().isZero() ? null : cache(settings, ticker);
  }

  private static <K, V> Cache<K, FutureTask<V>> cache(MemorySettings settings, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(settings.size())
        .expireAfterWrite(settings.life())
        .ticker(ticker)
        .build();
  }

  /**
   * What is under a key, as a read says that began no longer ago than the life of what is
   * remembered, and after all that was forgotten before this call; null for nothing. A read that
   * fails does so for all who wait for it, and is not remembered.
   */
  public V of(K key) {
    asked.increment();
    return reads == null ? readNow(key) : remembered(key);
  }

  private V remembered(K key) {
    FutureTask<V> reading = reads.get(key, it -> new FutureTask<>(() -> readNow(it)));
    // The first to come here reads; to others this is nothing.
    reading.run();
    V value = null;
    try {
      value = reading.get();
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      if (value == null) {
        reads.asMap().remove(key, reading);
      }
    }
    return value;
  }

  private V readNow(K key) {
    done.increment();
    return read.apply(key);
  }

  private static RuntimeException cause(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  /** Forgets what is under a key, and what a read of it that is under way will say. */
  public void forget(K key) {
    if (reads != null) {
      reads.invalidate(key);
    }
  }

  /** Forgets what something holds for, and whatever reads that are under way will say. */
  public void forgetIf(BiPredicate<K, V> holds) {
    if (reads != null) {
      reads.asMap().entrySet().removeIf(it -> holds(holds, it.getKey(), it.getValue()));
    }
  }

  private static <K, V> boolean holds(BiPredicate<K, V> holds, K key, FutureTask<V> reading) {
    if (!reading.isDone()) {
      return true;
    }
    try {
      V value = reading.get();
      return value == null || holds.test(key, value);
    } catch (ExecutionException | InterruptedException e) {
      return true;
    }
  }

  /** Forgets all of it; each key that is asked for after that is read once. */
  public void forgetAll() {
    if (reads != null) {
      reads.invalidateAll();
    }
  }

  /** How often anything was asked for, since the start. */
  public long asked() {
    return asked.sum();
  }

  /** How often a row was read for it, since the start. */
  public long reads() {
    return done.sum();
  }

  /** How much is remembered, about. */
  public long size() {
    return reads == null ? 0 : reads.estimatedSize();
  }
}
