package org.allogate.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.Callable;
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
  private final Cache<K, Reading<V>> reads;
  private final LongAdder hits = new LongAdder();
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

  private static <K, V> Cache<K, Reading<V>> cache(MemorySettings settings, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(settings.size())
        .expireAfterWrite(settings.life())
        .ticker(ticker)
        .evictionListener(
            (K key, Reading<V> reading, RemovalCause cause) -> reading.forgotten = true)
        .build();
  }

  /**
   * What is under a key, as a read says that began no longer ago than the life of what is
   * remembered, and after all that was forgotten before this call; null for nothing. A read that
   * fails does so for all who wait for it, and is not remembered.
   */
  public V of(K key) {
    return reads == null ? readNow(key) : remembered(key);
  }

  private V remembered(K key) {
    Reading<V> reading = reads.get(key, it -> new Reading<>(() -> readNow(it)));
    if (reading.forgotten) {
      return readNow(key);
    }
    if (reading.isDone()) {
      hits.increment();
    } else {
      // The first to come here reads; to others this is nothing.
      reading.run();
    }
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
        forget(key, reading);
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
      forget(key, reads.policy().getIfPresentQuietly(key));
    }
  }

  private void forget(K key, Reading<V> reading) {
    if (reading != null) {
      reading.forgotten = true;
      reads.asMap().remove(key, reading);
    }
  }

  /** Forgets what something holds for, and whatever reads that are under way will say. */
  public void forgetIf(BiPredicate<K, V> holds) {
    if (reads != null) {
      reads
          .asMap()
          .forEach(
              (key, reading) -> {
                if (holds(holds, key, reading)) {
                  forget(key, reading);
                }
              });
    }
  }

  private static <K, V> boolean holds(BiPredicate<K, V> holds, K key, Reading<V> reading) {
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
    forgetIf((key, value) -> true);
  }

  /** How often what was asked for was there, since the start. */
  public long hits() {
    return hits.sum();
  }

  /** How often it was read, since the start. */
  public long reads() {
    return done.sum();
  }

  /** About how much is remembered. */
  public long size() {
    return reads == null ? 0 : reads.estimatedSize();
  }

  /**
   * A read, done by the first who asks. It is marked before it is taken away: the cache hands it
   * out until the taking away has ended, while who looks for something to forget passes over it
   * already, and may have told others that it is forgotten.
   */
  private static final class Reading<V> extends FutureTask<V> {
    private volatile boolean forgotten;

    Reading(Callable<V> read) {
      super(read);
    }
  }
}
