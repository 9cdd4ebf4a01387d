package org.allogate.products;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of a product.
 *
 * @param truncated whether the description had to be left out
 */
@Schema(name = "ProductEvent", description = "A product as it is after the event.")
public record ProductEvent(
    @Schema(description = EventData.VERSION) int version,
    ProductView product,
    @Schema(
            description =
                "Whether `description` is null because the event would be longer than 20,000 bytes with it: read the product then.")
        boolean truncated)
    implements EventData {
  static ProductEvent of(ProductView product) {
    return new ProductEvent(1, product, false);
  }

  @Override
  public EventData shortened() {
    return new ProductEvent(version, product.withoutDescription(), true);
  }
}
