package org.allogate.store;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A store as the API shows it.
 *
 * @param logo texture, or null
 * @param locationSlUrl empty when unset
 */
@Schema(name = "Store", description = "The shop of a workspace.")
public record StoreView(
    UUID id,
    @Schema(examples = "Aether & Ash") String name,
    @Schema(description = "Texture of the logo.", nullable = true) UUID logo,
    boolean blogListed,
    boolean applicationOpen,
    Bonus bonus,
    @Schema(
            description = "Where the store is, empty when unset.",
            examples = "http://maps.secondlife.com/secondlife/Aether/128/64/22")
        String locationSlUrl,
    UUID ownerUuid,
    @Schema(examples = "aether.ash") String ownerUsername) {}
