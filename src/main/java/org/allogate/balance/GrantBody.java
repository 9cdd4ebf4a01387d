package org.allogate.balance;

import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Credits to be added or taken.
 *
 * @param amount not 0, negative to take them
 */
@Schema(name = "CreditGrant", description = "Credits to be added to a tenant's, or taken.")
public record GrantBody(
    @Schema(
            description = "Not 0; negative to take them.",
            minimum = "-1000000000000",
            maximum = "1000000000000",
            examples = "50000",
            required = true)
        long amount,
    @Schema(
            minLength = 1,
            maxLength = GrantBody.LONGEST_REASON,
            examples = "Paid by invoice 2026-117",
            required = true)
        String reason) {
  static final int LONGEST_REASON = 500;

  private static final long MOST = 1_000_000_000_000L;

  static GrantBody from(Members body) {
    GrantBody grant =
        new GrantBody(
            body.longInteger("amount", -MOST, MOST), body.trimmed("reason", 1, LONGEST_REASON));
    if (grant.amount == 0 && !body.isWrong("amount")) {
      body.refuse("amount", "must not be 0");
    }
    body.check();
    return grant;
  }
}
