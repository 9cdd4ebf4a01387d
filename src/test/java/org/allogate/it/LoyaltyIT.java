package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Loyalty tiers: one bare array by minimum spend. */
class LoyaltyIT extends ServerIT {
  private static final String PATH = "/v1/loyalty/tiers";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ)));

  private static String tier(UUID id, String name, long minimumSpend, int discount) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"minimumSpend\":%d,\"discount\":%d}"
        .formatted(id, name, minimumSpend, discount);
  }

  @Nested
  class Status200 {
    @Test
    void isABareEmptyArrayWithoutTiers() {
      Rows.loyaltyTier(fixture.test, "Test", 0, 1);
      assertThat(owner.get(PATH).body()).isEqualTo("[]");
    }

    @Test
    void listsByMinimumSpendWhateverTheOrderOfTheirMaking() {
      UUID gold = Rows.loyaltyTier(fixture.live, "Gold", 10_000, 10);
      UUID bronze = Rows.loyaltyTier(fixture.live, "Bronze", 0, 0);
      UUID legend = Rows.loyaltyTier(fixture.live, "Legend", 9_007_199_254_740_991L, 100);
      UUID silver = Rows.loyaltyTier(fixture.live, "Silver", 9_999, 5);
      assertThat(owner.get(PATH).body())
          .isEqualTo(
              "["
                  + String.join(
                      ",",
                      tier(bronze, "Bronze", 0, 0),
                      tier(silver, "Silver", 9_999, 5),
                      tier(gold, "Gold", 10_000, 10),
                      tier(legend, "Legend", 9_007_199_254_740_991L, 100))
                  + "]");
    }

    @Test
    void listsThoseOfOneSpendInTheOrderOfTheirMaking() {
      UUID first = Rows.loyaltyTier(fixture.live, "Z", 100, 5);
      UUID second = Rows.loyaltyTier(fixture.live, "A", 100, 1);
      assertThat(ApiClient.ids(owner.read(PATH))).containsExactly(first, second);
    }
  }

  @Nested
  class Status403 {
    @Test
    void needsTheStoresScope() {
      new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)))
          .refused(PATH, 403, "insufficient_scope");
    }
  }
}
