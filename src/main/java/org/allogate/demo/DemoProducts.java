package org.allogate.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.allogate.products.Discount;
import org.allogate.products.DiscountType;
import org.allogate.products.Permissions;
import org.allogate.products.ProductBody;
import org.allogate.products.ProfitShare;

/** What the demo's store sells: the same at every start, the Fancy hat first. */
final class DemoProducts {
  static final List<String> CATEGORIES =
      List.of("Hats", "Coats", "Boots", "Lamps", "Chairs", "Tables", "Instruments", "Masks");

  private static final String[] MANNERS = {
    "Brass", "Velvet", "Ashen", "Gilded", "Smoked", "Ivory", "Copper", "Moonlit"
  };
  private static final String[] THINGS = {
    "hat", "coat", "boots", "lamp", "chair", "table", "fiddle", "mask"
  };
  private static final String[] EDITIONS = {"", " Mk II", ", travel size", ", collector's edition"};
  private static final int YEARS_ON_SALE = 10;

  private final Random random = new Random(20_260_401);
  private final Instant now;

  DemoProducts(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.DAYS);
  }

  /** The products in the order of their making; product n belongs to category n modulo 8. */
  List<ProductBody> all() {
    List<ProductBody> products = new ArrayList<>();
    products.add(fancyHat());
    for (String edition : EDITIONS) {
      for (String manner : MANNERS) {
        for (String thing : THINGS) {
          products.add(product(manner + " " + thing + edition, manner, thing));
        }
      }
    }
    return products;
  }

  private static ProductBody fancyHat() {
    Instant start = Instant.parse("2026-04-01T00:00:00Z");
    return new ProductBody(
        "Fancy hat",
        250,
        UUID.fromString("0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04"),
        true,
        true,
        true,
        false,
        "Fancy hat",
        false,
        0,
        new Permissions(true, false, true),
        new Discount(
            10, DiscountType.PERCENT, start, start.plus(365L * YEARS_ON_SALE, ChronoUnit.DAYS)),
        "A very fancy hat.",
        null,
        4242,
        List.of(new ProfitShare(UUID.fromString("b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e"), 10)));
  }

  private ProductBody product(String name, String manner, String thing) {
    int price = 50 + random.nextInt(40) * 25;
    boolean limited = random.nextInt(6) == 0;
    return new ProductBody(
        name,
        price,
        uuid(),
        random.nextInt(3) > 0,
        random.nextInt(20) > 0,
        random.nextInt(8) > 0,
        random.nextInt(10) == 0,
        name,
        limited,
        limited ? 10 + random.nextInt(90) : 0,
        new Permissions(random.nextBoolean(), random.nextInt(4) == 0, random.nextBoolean()),
        random.nextInt(5) == 0 ? discount(price) : null,
        "A %s in the %s manner, made by hand in the Aether workshop."
            .formatted(thing, manner.toLowerCase(java.util.Locale.ROOT)),
        random.nextInt(4) == 0 ? uuid() : null,
        random.nextInt(2) == 0 ? 100_000 + random.nextInt(900_000) : null,
        random.nextInt(3) == 0
            ? List.of(new ProfitShare(uuid(), 5 + random.nextInt(20)))
            : List.of());
  }

  // Past, present and coming ones.
  private Discount discount(int price) {
    Instant start = now.plus(random.nextInt(90) - 60L, ChronoUnit.DAYS);
    DiscountType type = DiscountType.values()[random.nextInt(3)];
    int value = type == DiscountType.PERCENT ? 5 + random.nextInt(45) : price / 4;
    return new Discount(value, type, start, start.plus(30, ChronoUnit.DAYS));
  }

  private UUID uuid() {
    return uuid(random);
  }

  /** A UUID of version 4 (RFC 9562). */
  static UUID uuid(Random random) {
    long version4 = random.nextLong() & ~0xF000L | 0x4000L;
    long variant = random.nextLong() & ~(3L << 62) | 2L << 62;
    return new UUID(version4, variant);
  }
}
