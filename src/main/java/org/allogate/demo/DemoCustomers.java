package org.allogate.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Who buys from the demo's store: the same at every start, the first one first. */
final class DemoCustomers {
  private static final String[] FIRST_NAMES = {
    "aria", "bram", "cora", "dane", "elin", "fenn", "gwen", "hale", "iris", "jory",
    "kaia", "lorn", "mira", "nils", "orla", "perr", "quin", "rhea", "soren", "thea",
    "ulla", "vern", "wren", "xara", "yule"
  };
  private static final String[] LAST_NAMES = {
    "ashdown",
    "birch",
    "calder",
    "dusk",
    "ember",
    "fallow",
    "glass",
    "harrow",
    "ivory",
    "juniper",
    "kestrel",
    "lantern",
    "moor",
    "nightfall",
    "oakes",
    "pewter",
    "quarry",
    "resident",
    "sable",
    "thorne"
  };
  private static final int DAYS = 720;

  private final Random random = new Random(20_260_402);
  private final Instant now;

  DemoCustomers(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.DAYS);
  }

  /** All 500, in the order in which they were first seen. */
  List<DemoCustomer> all() {
    List<DemoCustomer> customers = new ArrayList<>();
    int count = FIRST_NAMES.length * LAST_NAMES.length;
    for (int i = 0; i < count; i++) {
      customers.add(customer(name(i), now.minus(DAYS - (long) i * DAYS / count, ChronoUnit.DAYS)));
    }
    return customers;
  }

  private static String name(int i) {
    return FIRST_NAMES[i % FIRST_NAMES.length] + "." + LAST_NAMES[i / FIRST_NAMES.length];
  }

  private DemoCustomer customer(String username, Instant firstSeen) {
    boolean buys = random.nextInt(10) > 0;
    return new DemoCustomer(
        DemoProducts.uuid(random),
        username,
        firstSeen,
        random.nextInt(12) == 0 ? 5 * (1 + random.nextInt(4)) : 0,
        random.nextInt(3) == 0,
        random.nextInt(60) == 0,
        // A few spend a lot, most a little.
        buys ? Math.round(Math.exp(5 + 2 * Math.abs(random.nextGaussian()))) : 0,
        random.nextInt(6) == 0 ? 25 * (1 + random.nextInt(40)) : 0,
        random.nextInt(15) == 0 ? 50 * (1 + random.nextInt(10)) : 0,
        card(firstSeen));
  }

  private DemoCard card(Instant firstSeen) {
    if (random.nextInt(5) > 0) {
      return null;
    }
    Instant bought = firstSeen.plus(random.nextInt(20), ChronoUnit.HOURS);
    return new DemoCard(
        100 * (1 + random.nextInt(20)),
        random.nextBoolean(),
        bought,
        random.nextInt(3) == 0 ? null : bought.plus(365, ChronoUnit.DAYS),
        fate(random.nextInt(4)));
  }

  private static DemoCard.Fate fate(int chance) {
    return switch (chance) {
      case 0 -> DemoCard.Fate.REDEEMED;
      case 1 -> DemoCard.Fate.DISABLED;
      default -> DemoCard.Fate.KEPT;
    };
  }

  /**
   * A customer to be.
   *
   * @param spent L$ in all
   * @param card a gift card, or null
   */
  record DemoCustomer(
      UUID uuid,
      String username,
      Instant firstSeen,
      int discount,
      boolean newsSubscriber,
      boolean banned,
      long spent,
      int credit,
      int restrictedCredit,
      DemoCard card) {}

  /**
   * A gift card to be.
   *
   * @param expiresAt or null
   */
  record DemoCard(int credit, boolean transfer, Instant bought, Instant expiresAt, Fate fate) {
    /** What became of it. */
    enum Fate {
      KEPT,
      REDEEMED,
      DISABLED
    }
  }
}
