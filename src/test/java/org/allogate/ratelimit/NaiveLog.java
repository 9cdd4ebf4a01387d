package org.allogate.ratelimit;

import java.util.ArrayList;
import java.util.List;

/**
 * The naive twin of {@link SlidingWindow}: every admitted attempt with its time, nothing forgotten.
 */
final class NaiveLog {
  private record Entry(long millis, int units) {}

  private final List<Entry> entries = new ArrayList<>();

  /** {@code millis} never less than that of the last call. */
  void add(long millis, int units) {
    entries.add(new Entry(millis, units));
  }

  /** The units admitted in the {@code length} milliseconds that end with {@code millis}. */
  long units(long millis, long length) {
    long units = 0;
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).millis > millis - length; i--) {
      units += entries.get(i).units;
    }
    return units;
  }

  /** The most units in any interval of {@code length} milliseconds, both its ends included. */
  long mostUnits(long length) {
    long most = 0;
    for (Entry last : entries) {
      long units = 0;
      for (Entry entry : entries) {
        boolean inside = entry.millis >= last.millis - length && entry.millis <= last.millis;
        units += inside ? entry.units : 0;
      }
      most = Math.max(most, units);
    }
    return most;
  }
}
