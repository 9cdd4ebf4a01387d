package org.allogate.metrics;

import java.util.concurrent.TimeUnit;
import org.allogate.trace.Trace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What being watched costs a request, but for the registry's own histogram. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class MetricsBench {
  private final Requests requests = new Requests(new Meters());

  /** One answer counted. */
  @Benchmark
  public void counted() {
    requests.add("store.read", 200);
  }

  /** The same beside another one. */
  @Benchmark
  @Threads(2)
  public void countedByTwo() {
    requests.add("store.read", 200);
  }

  /** A trace begun, and written as a header. */
  @Benchmark
  public String traced() {
    return Trace.fresh().parent();
  }
}
