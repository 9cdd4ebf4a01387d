package org.allogate.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** A thread and a kept-alive socket for each connection. */
final class Sockets extends Loader {
  Sockets(int port, ProcessHandle server, ProcessHandle database) {
    super(port, server, database);
  }

  @Override
  String name() {
    return "sockets of Java";
  }

  @Override
  Answers answers(Target target, int seconds) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections());
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    Callable<long[]> connection = () -> latencies(target, end);
    try {
      List<long[]> all = new ArrayList<>();
      List<Callable<long[]>> tasks = Collections.nCopies(connections(), connection);
      for (Future<long[]> latencies : threads.invokeAll(tasks)) {
        all.add(latencies.get());
      }
      double took = (System.nanoTime() - start) / 1e9;
      long[] sorted = all.stream().flatMapToLong(LongStream::of).sorted().toArray();
      return new Answers(
          sorted.length,
          took,
          Figures.quantile(sorted, 0.5) / 1000,
          Figures.quantile(sorted, 0.99) / 1000);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Nanoseconds of every exchange until the end. */
  private long[] latencies(Target target, long end) throws IOException {
    byte[] first = target.request();
    long[] latencies = new long[1 << 12];
    int count = 0;
    try (Connection connection = new Connection(port())) {
      for (long before = System.nanoTime(); before < end; count++) {
        int status = connection.exchange(target.varies() ? target.request() : first);
        if (status / 100 != 2) {
          throw new IOException(target.name() + " answered " + status);
        }
        if (count == latencies.length) {
          latencies = Arrays.copyOf(latencies, 2 * count);
        }
        long after = System.nanoTime();
        latencies[count] = after - before;
        before = after;
      }
    }
    return Arrays.copyOf(latencies, count);
  }
}
