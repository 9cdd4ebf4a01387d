package org.allogate.storecredit;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of a customer's ledger as the API shows it; amounts in L$.
 *
 * @param sequence from 1 without a gap
 * @param giftCardId the card behind it, or null
 */
@Schema(name = "CreditEntry", description = "A change of a customer's store credit, in L$.")
public record CreditEntryView(
    UUID id,
    @Schema(description = "Counts a customer's changes from 1, without a gap.", minimum = "1")
        long sequence,
    CreditReason reason,
    @Schema(description = "The gift card behind it, or null.", nullable = true) UUID giftCardId,
    @Schema(description = "What was added, negative when taken.") long amount,
    @Schema(description = "What was added to the restricted credit.") long restrictedAmount,
    @Schema(description = "The credit after it.", minimum = "0") long credit,
    @Schema(description = "The restricted credit after it.", minimum = "0") long restrictedCredit,
    @Schema(examples = "2026-04-01T00:00:00Z") Instant createdAt) {}
