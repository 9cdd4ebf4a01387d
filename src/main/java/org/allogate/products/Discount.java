package org.allogate.products;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.allogate.input.Members;
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
    @Schema(
            description = "Percent, L$ off, or the price itself.",
            minimum = "0",
            examples = "10",
            required = true)
        int value,
    @Schema(
            implementation = Integer.class,
            type = SchemaType.INTEGER,
            enumeration = {"0", "1", "2"},
            description = "0 percent, 1 flat, 2 override.",
            required = true)
        DiscountType type,
    @Schema(examples = "2026-04-01T00:00:00Z", required = true) Instant startDate,
    @Schema(examples = "2026-05-01T00:00:00Z", required = true) Instant endDate) {

  private static final int MOST = 1_000_000_000;
  private static final int MOST_PERCENT = 100;

  /** As a client describes it; to the second, which is as much as it is shown with. */
  static Discount from(Members body) {
    int value = body.integer("value", 0, MOST);
    DiscountType type = DiscountType.from(body, "type");
    Instant start = body.instant("startDate", Instant.MIN).truncatedTo(ChronoUnit.SECONDS);
    Instant end = body.instant("endDate", Instant.MAX).truncatedTo(ChronoUnit.SECONDS);
    if (type == DiscountType.PERCENT && value > MOST_PERCENT) {
      body.refuse("value", "must be an integer from 0 to " + MOST_PERCENT + " when type is 0");
    }
    if (!start.isBefore(end)) {
      body.refuse("endDate", "must be later than startDate");
    }
    return new Discount(value, type, start, end);
  }

  /** The price at an instant, in L$. */
  int activePrice(int price, Instant now) {
    boolean inForce = !now.isBefore(startDate) && now.isBefore(endDate);
    return inForce ? type.apply(price, value) : price;
  }
}
