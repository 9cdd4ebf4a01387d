package org.allogate.products;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A product as the API shows it.
 *
 * @param price L$
 * @param activePrice L$ at the request's instant
 */
@Schema(name = "Product", description = "A thing the store sells.")
public record ProductView(
    UUID id,
    @Schema(examples = "Fancy hat") String name,
    @Schema(description = "L$.", minimum = "0", maximum = "1000000000", examples = "250") int price,
    @Schema(description = "L$ after the discount in force now.", examples = "225") int activePrice,
    @Schema(description = "Texture.", nullable = true) UUID image,
    boolean bloggable,
    boolean active,
    boolean blockCredits,
    @Schema(description = "Name of the inventory item.", examples = "Fancy hat") String item,
    @Schema(description = "Whether availableAmount counts.") boolean limited,
    @Schema(minimum = "0") int availableAmount,
    Permissions permissions,
    @Schema(nullable = true) Discount discount,
    @Schema(nullable = true, maxLength = 4000) String description,
    @Schema(nullable = true) UUID demoId,
    @Schema(description = "Number of the marketplace listing.", nullable = true, examples = "4242")
        Integer mpListing,
    List<ProfitShare> profitShares) {
  ProductView withoutDescription() {
    return new ProductView(
        id,
        name,
        price,
        activePrice,
        image,
        bloggable,
        active,
        blockCredits,
        item,
        limited,
        availableAmount,
        permissions,
        discount,
        null,
        demoId,
        mpListing,
        profitShares);
  }
}
