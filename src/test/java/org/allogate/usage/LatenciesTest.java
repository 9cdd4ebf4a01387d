package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  private static final double FACTOR = Math.sqrt(2) + 1e-6;
  private static final long FIRST = 125_000;
  private static final long LAST = 16_384_000_000L;
  private static final double MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "0, 0",
    "125000, 0",
    "125001, 1",
    "176777, 1",
    "176778, 2",
    "250000, 2",
    "250001, 3",
    "1000000, 6",
    "16384000000, 34",
    "16384000001, 35",
    "9223372036854775807, 35"
  })
  void fallIntoBucketsOfHalfOctaves(long nanos, int bucket) {
    assertThat(Latencies.bucket(nanos)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.5, 0.9, 0.95, 0.99, 1})
  void haveThePercentilesOfTheExactOnesWithinAFactor(double share) {
    RandomCases.each(
        2_000,
        random -> {
          long[] exact = sorted(random);
          long expected = exact[(int) Math.ceil(share * exact.length) - 1];
          double found = Latencies.percentileMillis(histogram(exact), share) * MILLI;
          if (expected <= FIRST) {
            assertThat(found).isBetween(0.0, (double) FIRST);
          } else if (expected > LAST) {
            assertThat(found).isEqualTo(LAST);
          } else {
            assertThat(found).isBetween(expected / FACTOR, expected * FACTOR);
          }
        });
  }

  private static long[] sorted(Random random) {
    double widest = 1 + random.nextDouble() * 25;
    return random
        .doubles(1 + random.nextInt(300), 0, widest)
        .mapToLong(exponent -> Math.round(10_000 * Math.pow(2, exponent)))
        .sorted()
        .toArray();
  }

  private static long[] histogram(long[] nanos) {
    long[] counts = new long[Latencies.BUCKETS];
    Arrays.stream(nanos).forEach(it -> counts[Latencies.bucket(it)]++);
    return counts;
  }

  @Test
  void neverHaveASmallerPercentileOfALargerShare() {
    RandomCases.each(
        2_000,
        random -> {
          long[] counts = histogram(sorted(random));
          double last = 0;
          for (double share = 0.01; share <= 1; share += 0.01) {
            double found = Latencies.percentileMillis(counts, share);
            assertThat(found).isGreaterThanOrEqualTo(last);
            last = found;
          }
        });
  }

  @Test
  void haveNoPercentileButZeroWhereThereIsNone() {
    assertThat(Latencies.percentileMillis(new long[Latencies.BUCKETS], 0.5)).isZero();
  }
}
