package org.allogate.balance;

import org.allogate.balance.BalanceView.Money;
import org.allogate.credits.CreditRows.Balance;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant's credits as the management API shows them; see {@link BalanceView}. */
@Schema(name = "TenantCredits", description = "What the tenant has left to spend.")
public record TenantBalanceView(
    @Schema(description = "What is left, calls under way taken off.", examples = "99999")
        long balance,
    @Schema(description = "All that was ever granted, corrections taken off.", examples = "100000")
        long granted,
    @Schema(description = "What calls have cost so far.", examples = "1") long used,
    Money currencyValue) {
  static TenantBalanceView of(Balance balance) {
    return new TenantBalanceView(
        balance.left(), balance.granted(), balance.used(), Money.of(balance.left()));
  }
}
