package org.allogate.ratelimit;

import java.util.concurrent.atomic.LongAdder;

/** How many decisions a node has made. */
final class Tally {
  private final LongAdder decisions = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder away = new LongAdder();

  void count(Decision decision) {
    decisions.increment();
    if (!decision.admitted()) {
      refusals.increment();
    }
  }

  void countAway() {
    away.increment();
  }

  long decisions() {
    return decisions.sum();
  }

  long refusals() {
    return refusals.sum();
  }

  long away() {
    return away.sum();
  }
}
