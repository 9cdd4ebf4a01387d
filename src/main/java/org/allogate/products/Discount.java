package org.allogate.products;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lower price for a while.
 *
 * @param value percent, L$ off or L$, after its type
 * @param startDate the first instant it is in force
 * @param endDate the first instant it is not any more
 */
@Schema(description = "A lower price for a while; in force when startDate <= now < endDate.")
public record Discount(
    @Schema(description = "Percent, L$ off, or the price itself.", minimum = "0", examples = "10")
        int value,
    @Schema(
            implementation = Integer.class,
            type = SchemaType.INTEGER,
            enumeration = {"0", "1", "2"},
            description = "0 percent, 1 flat, 2 override.")
        DiscountType type,
    @Schema(examples = "2026-04-01T00:00:00Z") Instant startDate,
    @Schema(examples = "2026-05-01T00:00:00Z") Instant endDate) {

  /** The price at an instant, in L$. */
  int activePrice(int price, Instant now) {
    boolean inForce = !now.isBefore(startDate) && now.isBefore(endDate);
    return inForce ? type.apply(price, value) : price;
  }
}
