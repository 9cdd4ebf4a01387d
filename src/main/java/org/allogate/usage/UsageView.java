package org.allogate.usage;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Usage in one minute, hour or day, as the API shows it.
 *
 * @param time when it begins
 * @param keyId null where it is not told apart by key
 * @param capability null where it is not told apart by capability
 * @param status null where it is not told apart by status
 */
@Schema(name = "Usage", description = "Calls in one minute, hour or day, and how they ended.")
public record UsageView(
    @Schema(description = "When the minute, hour or day (UTC) begins.") Instant time,
    @Schema(
            nullable = true,
            description =
                "The key, where `groupBy` names it; null also for calls that came by too many keys"
                    + " at once to be told apart.")
        UUID keyId,
    @Schema(
            nullable = true,
            description =
                "The capability, where `groupBy` names it; `*` for calls of too many keys and"
                    + " capabilities at once to be told apart.",
            examples = "products.list")
        String capability,
    @Schema(nullable = true, description = "The status of the answers, where `groupBy` names it.")
        Integer status,
    @Schema(description = "Calls of keys in force, whatever came of them.") long requests,
    @Schema(description = "Those answered with a 4xx or 5xx other than 429.") long errors,
    @Schema(description = "Those answered with 429.") long rateLimited,
    @Schema(description = "Credits they took.") long credits,
    Latency latency) {
  private static final int FIGURES = 4;

  /** {@code sums} are the four figures in their order, then the histogram. */
  static UsageView of(Instant time, UUID keyId, String capability, Integer status, long[] sums) {
    return new UsageView(
        time,
        keyId,
        capability,
        status,
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        Latency.of(Arrays.copyOfRange(sums, FIGURES, sums.length)));
  }

  /** How long calls took, in milliseconds, to within the factor that {@link Latencies} says. */
  @Schema(
      name = "UsageLatency",
      description =
          "Percentiles of how long the server took, in milliseconds: of the right order and up to"
              + " 41 % off.")
  public record Latency(double p50, double p95, double p99) {
    private static final double DECIMALS = 1000;

    static Latency of(long[] counts) {
      return new Latency(millis(counts, 0.5), millis(counts, 0.95), millis(counts, 0.99));
    }

    private static double millis(long[] counts, double share) {
      return Math.round(Latencies.percentileMillis(counts, share) * DECIMALS) / DECIMALS;
    }
  }
}
