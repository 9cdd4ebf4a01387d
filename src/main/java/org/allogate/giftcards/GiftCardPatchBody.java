package org.allogate.giftcards;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What can be changed of a gift card.
 *
 * @param texture what it looks like, or null
 * @param expiresAt the first instant it cannot be redeemed any more, or null
 */
@Schema(description = "A merge patch (RFC 7396): what is absent stays as it is.")
public record GiftCardPatchBody(
    boolean transfer,
    @Schema(nullable = true) UUID texture,
    @Schema(description = "In the future, before the year 9999.", nullable = true)
        Instant expiresAt) {
  // The database's last instant has no room for another time zone.
  private static final Instant LAST_END = Instant.parse("9998-12-31T23:59:59Z");
  private static final String EXPIRES_AT = "expiresAt";

  static GiftCardPatchBody applied(GiftCardPatchBody present, Members patch, Instant now) {
    GiftCardPatchBody after =
        new GiftCardPatchBody(
            patch.mentions("transfer") ? patch.flag("transfer", false) : present.transfer(),
            patch.mentions("texture")
                ? patch.optionalUuid("texture").orElse(null)
                : present.texture(),
            patch.mentions(EXPIRES_AT) ? end(patch, now) : present.expiresAt());
    patch.check();
    return after;
  }

  /** The end in a body, to the microsecond as the database keeps it; null when there is none. */
  static Instant end(Members body, Instant now) {
    Instant end =
        body.instant(EXPIRES_AT).map(it -> it.truncatedTo(ChronoUnit.MICROS)).orElse(null);
    if (end != null && (!end.isAfter(now) || end.isAfter(LAST_END))) {
      body.refuse(EXPIRES_AT, "must be in the future, before the year 9999");
      return null;
    }
    return end;
  }
}
