package org.allogate.customers;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer as the API shows it.
 *
 * @param username null while nobody told it
 * @param discount percent, 0 to 100
 */
@Schema(name = "Customer", description = "A resident that the workspace knows.")
public record CustomerView(
    @Schema(description = "The avatar.") UUID uuid,
    @Schema(
            description = "Null while nobody told it.",
            nullable = true,
            maxLength = Resident.MAX_USERNAME,
            examples = "aether.ash")
        String username,
    @Schema(description = "Percent off everything.", minimum = "0", maximum = "100") int discount,
    @Schema(description = "Whether they want news.") boolean newsSubscriber,
    @Schema(description = "Whether they may not buy.") boolean banned,
    @Schema(examples = "2026-04-01T00:00:00Z") Instant firstSeen) {}
