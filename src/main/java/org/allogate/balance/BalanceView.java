package org.allogate.balance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.allogate.credits.CreditRows.Balance;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant's credits as the vault API shows them.
 *
 * @param balance what is left; at or below 0 nothing that costs passes
 */
@Schema(name = "CreditBalance", description = "What the tenant has left to spend.")
public record BalanceView(
    @Schema(description = "What is left, calls under way taken off.", examples = "99999")
        long balance,
    @Schema(description = "All that was ever granted, corrections taken off.", examples = "100000")
        long granted,
    @Schema(description = "What calls have cost so far.", examples = "1") long used,
    @JsonProperty("currency_value") Money currencyValue) {
  private static final int THOUSANDTHS = 3;

  static BalanceView of(Balance balance) {
    return new BalanceView(
        balance.left(), balance.granted(), balance.used(), Money.of(balance.left()));
  }

  /**
   * Money.
   *
   * @param amount a decimal text with three places, exact at any size
   * @param currency ISO 4217
   */
  @Schema(description = "What the balance is worth, $0.001 a credit.")
  public record Money(
      @Schema(
              description = "A decimal number as text, with three places: exact at any size.",
              pattern = "^-?[0-9]+[.][0-9]{3}$",
              examples = "99.999")
          String amount,
      @Schema(description = "ISO 4217.", examples = "USD") String currency) {
    static Money of(long credits) {
      return new Money(BigDecimal.valueOf(credits, THOUSANDTHS).toPlainString(), "USD");
    }
  }
}
