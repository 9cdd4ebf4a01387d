package org.allogate.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.allogate.RandomCases;
import org.allogate.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTest {
  private static final int HIGHEST_PRICE = 1_000_000_000;
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PERCENT, 250, 10, 225",
    "PERCENT, 250, 0, 250",
    "PERCENT, 250, 100, 0",
    "PERCENT, 9, 10, 9",
    "PERCENT, 19, 10, 18",
    "PERCENT, 1, 99, 1",
    "PERCENT, 0, 50, 0",
    "PERCENT, 1000000000, 99, 10000000",
    "PERCENT, 999999999, 100, 0",
    "FLAT, 250, 10, 240",
    "FLAT, 250, 250, 0",
    "FLAT, 250, 251, 0",
    "FLAT, 0, 2147483647, 0",
    "FLAT, 1000000000, 0, 1000000000",
    "OVERRIDE, 250, 300, 300",
    "OVERRIDE, 250, 0, 0",
  })
  void lowersThePriceByItsType(DiscountType type, int price, int value, int active) {
    assertThat(type.apply(price, value)).isEqualTo(active);
  }

  @Test
  void isWhatDecimalsSay() {
    RandomCases.each(
        50_000,
        random -> {
          int price = random.nextInt(random.nextBoolean() ? 1_000 : HIGHEST_PRICE + 1);
          int percent = random.nextInt(101);
          int amount = random.nextInt(HIGHEST_PRICE + 1);
          BigDecimal share =
              BigDecimal.valueOf(price)
                  .multiply(BigDecimal.valueOf(percent))
                  .divide(BigDecimal.valueOf(100), 0, RoundingMode.FLOOR);
          BigDecimal less = BigDecimal.valueOf(price).subtract(BigDecimal.valueOf(amount));
          assertThat(DiscountType.PERCENT.apply(price, percent))
              .isEqualTo(BigDecimal.valueOf(price).subtract(share).intValueExact())
              .isBetween(0, price);
          assertThat(DiscountType.FLAT.apply(price, amount))
              .isEqualTo(less.max(BigDecimal.ZERO).intValueExact());
          assertThat(DiscountType.OVERRIDE.apply(price, amount)).isEqualTo(amount);
        });
  }

  @Test
  void isInForceFromItsStartUntilBeforeItsEnd() {
    Discount discount = new Discount(10, DiscountType.PERCENT, START, END);
    assertThat(discount.activePrice(250, START.minusNanos(1))).isEqualTo(250);
    assertThat(discount.activePrice(250, START)).isEqualTo(225);
    assertThat(discount.activePrice(250, END.minusNanos(1))).isEqualTo(225);
    assertThat(discount.activePrice(250, END)).isEqualTo(250);
    assertThat(discount.activePrice(250, END.plusNanos(1))).isEqualTo(250);
  }

  @Test
  void isWrittenAsTheContractShowsIt() throws Exception {
    assertThat(Json.mapper().writeValueAsString(new Discount(10, DiscountType.PERCENT, START, END)))
        .isEqualTo(
            "{\"value\":10,\"type\":0,\"startDate\":\"2026-04-01T00:00:00Z\","
                + "\"endDate\":\"2026-05-01T00:00:00Z\"}");
    assertThat(DiscountType.FLAT.code()).isEqualTo(1);
    assertThat(DiscountType.OVERRIDE.code()).isEqualTo(2);
  }
}
