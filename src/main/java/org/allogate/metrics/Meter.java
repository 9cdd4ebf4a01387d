package org.allogate.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** One series. */
sealed interface Meter {
  /** What it is called. */
  Label label();

  /**
   * What it is called.
   *
   * @param name without the ending that its kind gives it
   * @param help a sentence
   * @param tags names and values in turn
   */
  record Label(String name, String help, List<String> tags) {}

  /** What grows. */
  record Growing(Label label, LongSupplier sum) implements Meter {}

  /** What goes up and down. */
  record Level(Label label, DoubleSupplier value) implements Meter {}

  /** What is distributed over buckets. */
  record Spread(Label label, Durations durations) implements Meter {}
}
