package org.allogate.storecredit;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is added to a customer's store credit.
 *
 * @param amount L$, not 0, negative to take them
 */
@Schema(description = "What is added to a customer's store credit.")
record AdjustmentBody(
    @Schema(
            description = "L$, not 0; negative to take them.",
            minimum = "-1000000000",
            maximum = "1000000000",
            examples = "-50",
            required = true)
        int amount,
    @Schema(description = "Which of the two is meant.", defaultValue = "false")
        boolean restricted) {
  private static final int MOST = 1_000_000_000;

  static AdjustmentBody from(Members body) {
    AdjustmentBody adjustment =
        new AdjustmentBody(body.integer("amount", -MOST, MOST), body.flag("restricted", false));
    if (adjustment.amount == 0) {
      body.refuse("amount", "must not be 0");
    }
    body.check();
    return adjustment;
  }

  int ordinary() {
    return restricted ? 0 : amount;
  }

  int restrictedOnly() {
    return restricted ? amount : 0;
  }
}
