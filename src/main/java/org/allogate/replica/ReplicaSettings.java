package org.allogate.replica;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * Whether there is a replica to read from, and how long a read waits for it.
 *
 * @param on whether setting {@code allogate.db.replica.url} names one
 * @param patience how long a read waits until the replica has what the primary had when it came,
 *     setting {@code allogate.db.replica.wait-millis}, 1 to 10000; past it the primary is read
 */
public record ReplicaSettings(boolean on, Duration patience) {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Requires a patience within its bounds. */
  public ReplicaSettings {
    if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "allogate.db.replica.wait-millis must be 1 to 10000: " + patience.toMillis());
    }
  }

  static ReplicaSettings from(Config config) {
    return new ReplicaSettings(
        config.getOptionalValue("allogate.db.replica.url", String.class).isPresent(),
        Duration.ofMillis(
            config.getOptionalValue("allogate.db.replica.wait-millis", Long.class).orElse(100L)));
  }
}
