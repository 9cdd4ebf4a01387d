package org.allogate.storecredit;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a customer's store credit shall be, in L$. */
@Schema(description = "What a customer's store credit shall be, in L$.")
record CreditsBody(
    @Schema(minimum = "0", maximum = MAX, examples = "500", required = true) long credit,
    @Schema(minimum = "0", maximum = MAX, examples = "0", required = true) long restrictedCredit) {
  private static final String MAX = "1000000000000";

  static CreditsBody from(Members body) {
    CreditsBody credits =
        new CreditsBody(
            body.longInteger("credit", 0, CreditLedger.MAX),
            body.longInteger("restrictedCredit", 0, CreditLedger.MAX));
    body.check();
    return credits;
  }
}
