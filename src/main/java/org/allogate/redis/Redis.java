package org.allogate.redis;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allogate.redis.Linker.Link;

/**
 * The server that nodes share, behind a circuit breaker: a call waits for its time-out at most, and
 * where {@value #FAILURES} in a row have failed, or the connection broke, every further one fails
 * at once until new connections have been opened and proved by a write, which is tried every
 * {@value #RETRY_MILLIS} ms. Safe for any number of threads, which share few connections.
 */
public final class Redis implements AutoCloseable {
  /** Time-outs in a row after which nobody waits for another. */
  static final int FAILURES = 3;

  private static final int RETRY_MILLIS = 200;
  private static final int HEARTBEAT_MILLIS = 1000;
  private static final int PROBE_KEPT_MILLIS = 10_000;
  private static final Pattern FULL_STOPS = Pattern.compile("[.]+$");
  private static final Logger LOG = Logger.getLogger(Redis.class.getName());

  private final RedisSettings settings;
  private final Linker linker;
  private final AtomicInteger failures = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private volatile List<Link> links;
  private volatile boolean closed;
  private volatile LongConsumer took = nanos -> {};

  /** Connects in the background; without an address there is nothing to connect to. */
  public Redis(RedisSettings settings) {
    this.settings = settings;
    this.linker = settings.named() ? new Linker(settings) : null;
    if (linker != null) {
      LOG.info(() -> "Counters and changes are shared through " + settings + ".");
      link();
      linker
          .timer()
          .scheduleWithFixedDelay(
              this::beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether nodes share anything. */
  public boolean isConfigured() {
    return linker != null;
  }

  /** Whether calls would be answered, as far as is known; false where nothing is shared. */
  public boolean isUp() {
    return links != null;
  }

  /** The name of a key or a channel of this deployment. */
  public String name(String of) {
    return settings.prefix() + ":" + of;
  }

  Linker linker() {
    return linker;
  }

  /**
   * The answer to a command, in no more time than the setting says.
   *
   * @throws RedisAway when there is none in time, or none is to be expected
   * @throws RedisCommandExecutionException when the server refuses the command
   */
  public <T> T call(Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> command) {
    List<Link> now = links;
    if (now == null) {
      failed.increment();
      throw new RedisAway("Redis is away.");
    }
    calls.increment();
    long sent = System.nanoTime();
    try {
      T answer = answered(command.apply(mine(now).commands()));
      took.accept(System.nanoTime() - sent);
      return answer;
    } catch (TimeoutException e) {
      throw away(now, "does not answer within " + settings.timeout().toMillis() + " ms");
    } catch (RedisCommandExecutionException e) {
      throw refused(now, e);
    } catch (RedisException e) {
      lose(now, "has broken off: " + e.getMessage());
      throw away(now, e.getMessage());
    }
  }

  // A thread stays with its connection: what one thread asks is answered in order.
  private static Link mine(List<Link> links) {
    return links.get((int) (Thread.currentThread().getId() % links.size()));
  }

  private <T> T answered(RedisFuture<T> future) throws TimeoutException {
    try {
      T answer = future.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
      if (failures.get() != 0) {
        failures.set(0);
      }
      return answer;
    } catch (TimeoutException e) {
      future.cancel(true);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw new RedisAway("Nobody waits for Redis any more.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisException cause ? cause : new RedisException(e.getCause());
    }
  }

  private RedisAway away(List<Link> now, String why) {
    failed.increment();
    if (failures.incrementAndGet() >= FAILURES) {
      lose(now, why);
    }
    return new RedisAway("Redis " + why);
  }

  // A program that it does not know, or a mistake in one, is no sign of its health; a server that
  // loads, has become a replica or has no memory left is of no use for the next call either.
  private RuntimeException refused(List<Link> now, RedisCommandExecutionException e) {
    if (e instanceof RedisNoScriptException || !isUnfit(e)) {
      return e;
    }
    lose(now, "is of no use: " + e.getMessage());
    failed.increment();
    return new RedisAway("Redis is of no use.");
  }

  private static boolean isUnfit(RedisCommandExecutionException e) {
    return e instanceof RedisBusyException
        || Stream.of(
                "LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "OOM", "MISCONF", "NOREPLICAS")
            .anyMatch(String.valueOf(e.getMessage())::startsWith);
  }

  private synchronized void lose(List<Link> lost, String why) {
    if (links != lost || closed) {
      return;
    }
    links = null;
    losses.increment();
    LOG.log(
        Level.WARNING,
        "Redis at {0} {1}. It is tried again all the time; if this goes on, look whether it runs"
            + " and can be reached from here.",
        new Object[] {settings, FULL_STOPS.matcher(why).replaceFirst("")});
    close(lost);
    link();
  }

  private void link() {
    List<CompletableFuture<Link>> opening =
        Stream.generate(() -> linker.open().toCompletableFuture())
            .limit(settings.connections())
            .toList();
    CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
        .thenCompose(all -> probed(opening.get(0).join()))
        .orTimeout(2 * Linker.OPENING.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> linked(opening, failure));
  }

  /** By a write, for a replica or a server without memory answers to any question. */
  private CompletableFuture<String> probed(Link link) {
    return link.commands()
        .set(name("probe"), "", SetArgs.Builder.px(PROBE_KEPT_MILLIS))
        .toCompletableFuture();
  }

  private synchronized void linked(List<CompletableFuture<Link>> opening, Throwable failure) {
    if (failure == null && !closed) {
      failures.set(0);
      links = opening.stream().map(CompletableFuture::join).toList();
      LOG.info(() -> "Redis at " + settings + " answers.");
      return;
    }
    // Whatever of it is opened yet, or later.
    opening.forEach(it -> it.thenAccept(link -> link.connection().closeAsync()));
    if (!closed) {
      linker.timer().schedule(this::link, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Finds out that it is away while nobody asks it anything. */
  private void beat() {
    List<Link> now = links;
    if (now != null) {
      probed(now.get(0))
          .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((done, failure) -> beaten(now, failure));
    }
  }

  private void beaten(List<Link> now, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      failures.set(0);
    } else if (cause instanceof TimeoutException) {
      away(now, "does not answer within " + settings.timeout().toMillis() + " ms");
    } else {
      lose(now, "has broken off: " + cause.getMessage());
    }
  }

  /** Has something told how many nanoseconds each call took that was answered. */
  void timed(LongConsumer by) {
    took = by;
  }

  /** Commands sent, since the start. */
  public long calls() {
    return calls.sum();
  }

  /** Calls without an answer, those that were not even tried included, since the start. */
  public long failedCalls() {
    return failed.sum();
  }

  /** How often it went away, since the start. */
  public long losses() {
    return losses.sum();
  }

  private static void close(List<Link> links) {
    links.forEach(link -> link.connection().closeAsync());
  }

  @Override
  public void close() {
    end();
    // Outside of the lock, for which what it waits for may wait.
    if (linker != null) {
      linker.close();
    }
  }

  private synchronized void end() {
    closed = true;
    if (links != null) {
      close(links);
      links = null;
    }
  }
}
