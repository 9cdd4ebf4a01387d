package org.allogate.giftcards;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A gift card as the API shows it.
 *
 * @param ownerUsername null while nobody told it
 * @param credit L$
 * @param active whether it was not disabled; it may have expired
 * @param texture what it looks like, or null
 * @param expiresAt the first instant it cannot be redeemed any more, or null
 */
@Schema(name = "GiftCard", description = "Credit that its owner has yet to take.")
public record GiftCardView(
    UUID id,
    UUID ownerUuid,
    @Schema(nullable = true, examples = "aether.ash") String ownerUsername,
    @Schema(description = "L$.", minimum = "1", maximum = "1000000000", examples = "500")
        int credit,
    @Schema(description = "Whether it was not disabled; `expiresAt` tells whether it is over.")
        boolean active,
    boolean redeemed,
    @Schema(description = "Whether others than its owner may redeem it.") boolean transfer,
    @Schema(description = "What it looks like.", nullable = true) UUID texture,
    Instant purchased,
    @Schema(description = "The first instant it cannot be redeemed any more.", nullable = true)
        Instant expiresAt) {}
