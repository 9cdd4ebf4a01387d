package org.allogate.products;

import java.util.List;
import java.util.UUID;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A product as its maker describes it.
 *
 * @param name 1 to 128 characters in one line
 * @param price L$, 0 to 1,000,000,000
 * @param item 1 to 128 characters in one line
 * @param discount null for none
 * @param description at most 4000 characters, or null
 * @param mpListing above zero, or null
 * @param listed whether it stands in the store's own list
 */
@Schema(description = "A product as its maker describes it.")
public record ProductBody(
    @Schema(minLength = 1, maxLength = 128, examples = "Fancy hat", required = true) String name,
    @Schema(
            description = "L$.",
            minimum = "0",
            maximum = "1000000000",
            examples = "250",
            required = true)
        int price,
    @Schema(description = "Texture.", nullable = true) UUID image,
    @Schema(defaultValue = "false") boolean bloggable,
    @Schema(defaultValue = "true") boolean active,
    @Schema(description = "Whether it stands in the store's own list.", defaultValue = "true")
        boolean listed,
    @Schema(defaultValue = "false") boolean blockCredits,
    @Schema(
            description = "Name of the inventory item.",
            minLength = 1,
            maxLength = 128,
            examples = "Fancy hat",
            required = true)
        String item,
    @Schema(description = "Whether availableAmount counts.", defaultValue = "false")
        boolean limited,
    @Schema(minimum = "0", defaultValue = "0") int availableAmount,
    Permissions permissions,
    @Schema(nullable = true) Discount discount,
    @Schema(nullable = true, maxLength = 4000) String description,
    @Schema(nullable = true) UUID demoId,
    @Schema(
            description = "Number of the marketplace listing.",
            minimum = "1",
            nullable = true,
            examples = "4242")
        Integer mpListing,
    @Schema(
            description = "Of distinct residents, at most 100 percent in all.",
            maxItems = 100,
            defaultValue = "[]")
        List<ProfitShare> profitShares) {
  private static final int MAX_NAME = 128;
  private static final int MAX_DESCRIPTION = 4000;
  private static final int MAX_PRICE = 1_000_000_000;

  /** Copies the shares. */
  public ProductBody {
    profitShares = List.copyOf(profitShares);
  }

  /** The product that a body describes. */
  static ProductBody from(Members body) {
    ProductBody product = read(body);
    body.check();
    return product;
  }

  /** The same, by members that have more to tell. */
  static ProductBody read(Members body) {
    return new ProductBody(
        body.line("name", MAX_NAME),
        body.integer("price", 0, MAX_PRICE),
        body.optionalUuid("image").orElse(null),
        body.flag("bloggable", false),
        body.flag("active", true),
        body.flag("listed", true),
        body.flag("blockCredits", false),
        body.line("item", MAX_NAME),
        body.flag("limited", false),
        body.integer("availableAmount", 0, Integer.MAX_VALUE, 0),
        Permissions.from(body.object("permissions")),
        body.optionalObject("discount").map(Discount::from).orElse(null),
        body.optionalText("description", MAX_DESCRIPTION).orElse(null),
        body.optionalUuid("demoId").orElse(null),
        body.optionalInteger("mpListing", 1, Integer.MAX_VALUE).orElse(null),
        ProfitShare.from(body, "profitShares"));
  }
}
