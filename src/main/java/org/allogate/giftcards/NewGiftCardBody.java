package org.allogate.giftcards;

import java.time.Instant;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A gift card as a client grants it.
 *
 * @param credit L$, 1 to a thousand million
 * @param texture what it looks like, or null
 * @param expiresAt the first instant it cannot be redeemed any more, or null
 */
@Schema(description = "A gift card to be granted.")
public record NewGiftCardBody(
    @Schema(description = "L$.", minimum = "1", maximum = "1000000000", required = true) int credit,
    @Schema(defaultValue = "false") boolean transfer,
    @Schema(nullable = true) UUID texture,
    @Schema(description = "In the future, before the year 9999.", nullable = true)
        Instant expiresAt) {
  private static final int MAX_CREDIT = 1_000_000_000;

  static NewGiftCardBody from(Members body, Instant now) {
    NewGiftCardBody card =
        new NewGiftCardBody(
            body.integer("credit", 1, MAX_CREDIT),
            body.flag("transfer", false),
            body.optionalUuid("texture").orElse(null),
            GiftCardPatchBody.end(body, now));
    body.check();
    return card;
  }
}
