package org.allogate.scopes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds that the questions to a key's scopes take. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class ScopesBench {
  private final Scopes held = Scopes.READING;
  private final Scopes needed = Scopes.of(Scope.PRODUCTS_READ, Scope.STORE_READ);
  private final String stored = held.toString();

  /** Asked on every request. */
  @Benchmark
  public boolean includes() {
    return held.includes(needed);
  }

  /** Done once per reading of a key's record. */
  @Benchmark
  public Scopes parse() {
    return Scopes.parse(stored);
  }
}
