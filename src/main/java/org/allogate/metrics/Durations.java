package org.allogate.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** How long something took, many times; in microseconds, as what is watched takes few of them. */
public final class Durations {
  private volatile LongConsumer published = micros -> {};

  Durations() {}

  /** Once more. */
  public void add(long nanos) {
    published.accept(TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  void publishTo(LongConsumer histogram) {
    published = histogram;
  }
}
