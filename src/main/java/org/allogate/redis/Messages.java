package org.allogate.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What nodes tell one another at once, over one channel. A message may be lost; then whoever
 * listens is told so as soon as messages come again, by {@link #onGap}. Messages say what to forget
 * and never what to believe. A node does not hear its own.
 */
public final class Messages implements AutoCloseable {
  private static final String CHANNEL = "changes";
  private static final int RETRY_MILLIS = 200;
  private static final int HEARTBEAT_MILLIS = 1000;
  private static final int PARTS = 3;
  private static final int BEATS_A_MINUTE = 60;
  private static final Logger LOG = Logger.getLogger(Messages.class.getName());

  private final Redis redis;
  private final String node = UUID.randomUUID().toString();
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final List<Runnable> afterGap = new CopyOnWriteArrayList<>();
  private final LongAdder told = new LongAdder();
  private final LongAdder untold = new LongAdder();
  private final LongAdder heard = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder strange = new LongAdder();
  private final AtomicInteger beats = new AtomicInteger();
  // Listeners may walk over all that is remembered, for which no connection may wait.
  private final ExecutorService telling;
  private volatile StatefulRedisPubSubConnection<String, String> connection;
  private volatile boolean closed;

  /** Listens from now on, where nodes share anything. */
  public Messages(Redis redis) {
    this.redis = redis;
    this.telling = redis.isConfigured() ? oneThread() : null;
    if (redis.isConfigured()) {
      listen();
      redis
          .linker()
          .timer()
          .scheduleWithFixedDelay(
              this::beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  // What comes in after the end is nobody's any more.
  private static ExecutorService oneThread() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Messages::thread,
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "allogate changes");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Hears what other nodes tell under a topic, a word; one message after the other.
   *
   * @param listener returns soon, since others wait for it; throws an {@link
   *     IllegalArgumentException} where it does not understand a message
   */
  public void on(String topic, Consumer<String> listener) {
    listeners.computeIfAbsent(topic, it -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Hears that messages may have been missed, whenever they come again. */
  public void onGap(Runnable listener) {
    afterGap.add(listener);
  }

  /**
   * Tells all other nodes, in no more time than a call may take.
   *
   * @return whether it was told; where nothing is shared there is nobody to tell, which is true
   */
  public boolean tell(String topic, String text) {
    if (!redis.isConfigured()) {
      return true;
    }
    try {
      redis.call(it -> it.publish(redis.name(CHANNEL), node + " " + topic + " " + text));
      told.increment();
      return true;
    } catch (RuntimeException e) {
      untold.increment();
      return false;
    }
  }

  /** Whether messages of other nodes come in, as far as is known. */
  public boolean isListening() {
    return connection != null;
  }

  private void listen() {
    CompletableFuture<StatefulRedisPubSubConnection<String, String>> opening =
        redis.linker().listen().toCompletableFuture();
    opening
        .thenCompose(this::subscribed)
        .orTimeout(2 * Linker.OPENING.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> listening(opening, failure));
  }

  private CompletableFuture<Void> subscribed(
      StatefulRedisPubSubConnection<String, String> connection) {
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            hear(message);
          }
        });
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> it) {
            redis.linker().timer().execute(() -> lost(connection));
          }
        });
    return connection.async().subscribe(redis.name(CHANNEL)).toCompletableFuture();
  }

  private synchronized void listening(
      CompletableFuture<StatefulRedisPubSubConnection<String, String>> opening, Throwable failure) {
    if (failure == null && !closed) {
      gaps.increment();
      // Before anything that is heard from now on.
      telling.execute(() -> afterGap.forEach(this::run));
      connection = opening.join();
      // Broken off before anybody would have noticed.
      if (!connection.isOpen()) {
        lost(connection);
      }
      return;
    }
    opening.thenAccept(StatefulRedisPubSubConnection::closeAsync);
    if (!closed) {
      redis.linker().timer().schedule(this::listen, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void hear(String message) {
    String[] parts = message.split(" ", PARTS);
    if (parts.length < PARTS) {
      strange.increment();
    } else if (!parts[0].equals(node)) {
      heard.increment();
      telling.execute(
          () ->
              listeners
                  .getOrDefault(parts[1], List.of())
                  .forEach(listener -> run(() -> listener.accept(parts[2]))));
    }
  }

  // One listener's failure is nobody else's.
  private void run(Runnable listener) {
    try {
      listener.run();
    } catch (IllegalArgumentException e) {
      strange.increment();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A change that another node told could not be followed.", e);
    }
  }

  /** A connection that hangs says nothing either: it is asked. */
  private void beat() {
    if (beats.incrementAndGet() % BEATS_A_MINUTE == 0) {
      complain();
    }
    StatefulRedisPubSubConnection<String, String> now = connection;
    if (now != null) {
      now.async()
          .ping()
          .toCompletableFuture()
          .orTimeout(Linker.OPENING.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              failure -> {
                lost(now);
                return null;
              });
    }
  }

  // Whoever writes to the server may send anything, and as often: nothing of it, and seldom.
  private void complain() {
    long count = strange.sumThenReset();
    if (count > 0) {
      LOG.warning(
          () ->
              count
                  + " messages of the last minute were not understood and are ignored. Does anything"
                  + " but nodes of one version write to Redis under this prefix?");
    }
  }

  private synchronized void lost(StatefulRedisPubSubConnection<String, String> lost) {
    if (connection == lost && !closed) {
      connection = null;
      lost.closeAsync();
      listen();
    }
  }

  /** Messages sent, since the start. */
  public long told() {
    return told.sum();
  }

  /** Messages that could not be sent, since the start. */
  public long untold() {
    return untold.sum();
  }

  /** Messages of other nodes, since the start. */
  public long heard() {
    return heard.sum();
  }

  /** How often listening began, the first time included. */
  public long gaps() {
    return gaps.sum();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null) {
      connection.closeAsync();
      connection = null;
    }
    if (telling != null) {
      telling.shutdownNow();
    }
  }
}
