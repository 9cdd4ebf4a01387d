package org.allogate.apikeys;

import java.time.Duration;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How long a replaced key stays valid.
 *
 * @param gracePeriodSeconds 0 to 30 days
 */
@Schema(description = "How long a replaced key stays valid, never past its own end.")
public record RotationBody(
    @Schema(minimum = "0", maximum = "2592000", defaultValue = "86400", examples = "86400")
        int gracePeriodSeconds) {
  static final int LONGEST = (int) Duration.ofDays(30).toSeconds();
  private static final int USUAL = (int) Duration.ofDays(1).toSeconds();

  static RotationBody from(Members body) {
    int seconds = body.integer("gracePeriodSeconds", 0, LONGEST, USUAL);
    body.check();
    return new RotationBody(seconds);
  }

  Duration grace() {
    return Duration.ofSeconds(gracePeriodSeconds);
  }
}
