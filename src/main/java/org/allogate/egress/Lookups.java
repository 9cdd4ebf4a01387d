package org.allogate.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Addresses of hosts, asked for on threads of their own: a name server that is silent holds one for
 * half a minute, whatever its asker's patience. One lookup a host runs at a time, for all who ask
 * meanwhile; nothing is remembered here (the JVM does, for 30 seconds).
 */
final class Lookups implements AutoCloseable {
  /** Twice the calls that may hang at a time, because a lookup outlives its call. */
  private static final int MOST = 512;

  private static final int IDLE_SECONDS = 10;

  private final Function<String, List<InetAddress>> resolver;
  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> running =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor pool;

  /**
   * @param resolver gives the addresses of a host, none when it is unknown
   */
  Lookups(Function<String, List<InetAddress>> resolver, ThreadFactory threads) {
    this.resolver = resolver;
    IdleFirst queue = new IdleFirst();
    pool =
        new ThreadPoolExecutor(
            0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads, queue::queue);
  }

  /** The addresses of a host; none when it is unknown. Never completes exceptionally. */
  CompletableFuture<List<InetAddress>> of(String host) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> others = running.putIfAbsent(host, mine);
    if (others != null) {
      return others.copy();
    }
    try {
      pool.execute(() -> look(host, mine));
    } catch (RejectedExecutionException e) {
      end(host, mine, List.of());
    }
    return mine.copy();
  }

  private void look(String host, CompletableFuture<List<InetAddress>> lookup) {
    try {
      end(host, lookup, List.copyOf(resolver.apply(host)));
    } catch (RuntimeException e) {
      end(host, lookup, List.of());
    }
  }

  // Whoever asks from now on gets an answer of his own.
  private void end(
      String host, CompletableFuture<List<InetAddress>> lookup, List<InetAddress> addresses) {
    running.remove(host, lookup);
    lookup.complete(addresses);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** A queue that lets a pool start threads before it lets tasks wait, and reuse idle ones. */
  private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }

    void queue(Runnable task, ThreadPoolExecutor pool) {
      if (pool.isShutdown()) {
        throw new RejectedExecutionException();
      }
      super.offer(task); // put() may come back here
    }
  }
}
