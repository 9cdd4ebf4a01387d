package org.allogate.deliveries;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delivery as the API shows it.
 *
 * @param recipientUuid the avatar
 * @param recipientUsername null while nobody told it
 * @param reason why it failed, or null
 * @param completedAt when it was delivered or failed, null while it is pending
 */
@Schema(name = "Delivery", description = "A product on its way to a resident.")
public record DeliveryView(
    UUID id,
    UUID productId,
    @Schema(description = "The recipient's avatar.") UUID recipientUuid,
    @Schema(
            description = "Null while nobody told it.",
            nullable = true,
            maxLength = 64,
            examples = "aether.ash")
        String recipientUsername,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"pending", "delivered", "failed"})
        DeliveryStatus status,
    @Schema(
            description = "Why it failed, when somebody said so.",
            nullable = true,
            maxLength = CompletionBody.MAX_REASON)
        String reason,
    @Schema(examples = "2026-04-01T00:00:00Z") Instant createdAt,
    @Schema(description = "Null while it is pending.", nullable = true) Instant completedAt) {}
