package org.allogate.load;

import java.util.Arrays;
import java.util.Collection;

/** What is said of many measured values. */
final class Figures {
  private Figures() {}

  static double median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The value that a share of all values does not exceed; the values must be in order. */
  static double quantile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(share * sorted.length))];
  }

  /**
   * How likely a value of the first sort exceeds one of the second, half of the equal ones counted:
   * 0.5 when the two cannot be told apart (Mann and Whitney's U over the number of pairs).
   */
  static double exceeds(long[] first, long[] second) {
    long[] sorted = second.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (long value : first) {
      sum += (below(sorted, value) + below(sorted, value + 1)) / 2.0;
    }
    return sum / first.length / second.length;
  }

  private static int below(long[] sorted, long value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
