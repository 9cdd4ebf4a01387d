package org.allogate.categories;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A category as the API shows it.
 *
 * @param productCount how many products stand in it, active or not
 */
@Schema(name = "Category", description = "A shelf of a store.")
public record CategoryView(
    UUID id,
    @Schema(examples = "Hats") String name,
    @Schema(
            description = "How many products stand in it, active or not.",
            minimum = "0",
            examples = "12")
        int productCount) {}
