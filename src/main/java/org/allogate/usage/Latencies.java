package org.allogate.usage;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Histograms of latencies: how many fell into each of {@link #BUCKETS} buckets. A bucket reaches
 * from above its lower bound to its upper one, which is the square root of two times the lower; the
 * first from 0 to 125 µs, the last from 16.4 s on.
 */
final class Latencies {
  /** How many buckets there are. */
  static final int BUCKETS = 36;

  private static final double FIRST_NANOS = TimeUnit.MICROSECONDS.toNanos(125);
  private static final double NANOS_OF_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long[] UPPER = upperBounds();

  private Latencies() {}

  private static long[] upperBounds() {
    long[] bounds = new long[BUCKETS - 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.round(FIRST_NANOS * Math.pow(2, i / 2.0));
    }
    return bounds;
  }

  /** The bucket of a latency in nanoseconds. */
  static int bucket(long nanos) {
    int found = Arrays.binarySearch(UPPER, nanos);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * The latency that a share of all did not exceed, by the nearest rank: that of place {@code
   * ceil(share * count)} in ascending order. It is in the bucket that the histogram says, and
   * within it where it would be if the bucket's latencies were spread evenly on a logarithmic
   * scale. So it is at most 41 % above and 29 % below the exact one (a factor of the square root of
   * two), between 125 µs and 16.4 s; at most 125 µs off below, and a lower bound above.
   *
   * @param share above 0, at most 1
   * @return in milliseconds; 0 where there is none
   */
  static double percentileMillis(long[] counts, double share) {
    long rank = (long) Math.ceil(share * Arrays.stream(counts).sum());
    long below = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      if (rank > 0 && below + counts[bucket] >= rank) {
        return within(bucket, (rank - below - 0.5) / counts[bucket]) / NANOS_OF_A_MILLI;
      }
      below += counts[bucket];
    }
    return 0;
  }

  private static double within(int bucket, double part) {
    if (bucket == 0) {
      return UPPER[0] * part;
    }
    double lower = UPPER[bucket - 1];
    return bucket == BUCKETS - 1 ? lower : lower * Math.pow(UPPER[bucket] / lower, part);
  }
}
