package org.allogate.products;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A resident's part of what a product earns.
 *
 * @param percent 1 to 100; those of a product sum up to at most 100
 */
@Embeddable
@Schema(description = "A resident's part of what a product earns.")
public record ProfitShare(
    @Column(name = "user_uuid") UUID userUuid,
    @Schema(minimum = "1", maximum = "100", examples = "10") int percent) {}
