package org.allogate.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A number that grows, at any number of threads. */
public final class Count {
  private final LongAdder sum = new LongAdder();

  Count() {}

  /** One more. */
  public void add() {
    sum.increment();
  }

  /** So many more. */
  public void add(long more) {
    sum.add(more);
  }

  /** How many since the start. */
  public long sum() {
    return sum.sum();
  }
}
