package org.allogate.apikeys;

import java.util.List;
import org.allogate.ratelimit.Policy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rate policy as the API writes it.
 *
 * @param limit units, 1 to 1,000,000
 * @param windowSeconds length of the window, 1 to 86,400 seconds
 */
@Schema(description = "At most `limit` units in any `windowSeconds`.")
public record RatePolicy(
    @Schema(minimum = "1", maximum = "1000000", examples = "60") int limit,
    @Schema(minimum = "1", maximum = "86400", examples = "60") int windowSeconds) {

  static List<RatePolicy> of(List<Policy> policies) {
    return policies.stream()
        .map(policy -> new RatePolicy(policy.limit(), policy.windowSeconds()))
        .toList();
  }
}
