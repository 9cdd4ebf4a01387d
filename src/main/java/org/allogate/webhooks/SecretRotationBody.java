package org.allogate.webhooks;

import java.time.Duration;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How long a replaced secret signs beside the new one.
 *
 * @param gracePeriodSeconds 0 to a day
 */
@Schema(description = "How long both secrets sign.")
record SecretRotationBody(
    @Schema(minimum = "0", maximum = "86400", defaultValue = "86400", examples = "86400")
        int gracePeriodSeconds) {
  private static final int LONGEST = (int) Duration.ofDays(1).toSeconds();

  static SecretRotationBody from(Members body) {
    int seconds = body.integer("gracePeriodSeconds", 0, LONGEST, LONGEST);
    body.check();
    return new SecretRotationBody(seconds);
  }

  Duration grace() {
    return Duration.ofSeconds(gracePeriodSeconds);
  }
}
