package org.allogate.products;

import java.util.List;
import java.util.UUID;

/**
 * A product as its maker describes it.
 *
 * @param price L$, 0 to 1,000,000,000
 * @param discount null for none
 * @param listed whether it stands in the store's own list
 */
public record ProductBody(
    String name,
    int price,
    UUID image,
    boolean bloggable,
    boolean active,
    boolean listed,
    boolean blockCredits,
    String item,
    boolean limited,
    int availableAmount,
    Permissions permissions,
    Discount discount,
    String description,
    UUID demoId,
    Integer mpListing,
    List<ProfitShare> profitShares) {
  /** Copies the shares. */
  public ProductBody {
    profitShares = List.copyOf(profitShares);
  }
}
