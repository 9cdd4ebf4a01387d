package org.allogate.giftcards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GiftCardTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final Customer OWNER =
      new Customer(UUID.randomUUID(), WORKSPACE, UUID.randomUUID(), "an.owner", NOW);

  private static GiftCard card(boolean transfer, Instant expiresAt) {
    return new GiftCard(
        UUID.randomUUID(),
        WORKSPACE,
        OWNER.id(),
        new NewGiftCardBody(5, transfer, null, expiresAt),
        NOW);
  }

  /** Every card there can be, and who wants it: redeemed only when nothing is against it. */
  @Test
  void isRedeemedWhenNothingIsAgainstIt() {
    for (int bits = 0; bits < 32; bits++) {
      boolean transfer = (bits & 1) != 0;
      boolean expired = (bits & 2) != 0;
      boolean disabled = (bits & 4) != 0;
      boolean redeemed = (bits & 8) != 0;
      boolean own = (bits & 16) != 0;
      GiftCard card = card(transfer, NOW.plusSeconds(60));
      if (redeemed) {
        card.redeem(OWNER.id(), NOW);
      }
      if (disabled && !redeemed) {
        card.disable();
      }
      boolean free = !redeemed && !disabled && !expired && (transfer || own);
      UUID redeemer = own ? OWNER.id() : UUID.randomUUID();
      Instant then = expired ? NOW.plusSeconds(60) : NOW.plusSeconds(59);
      assertThat(succeeds(() -> card.redeem(redeemer, then))).as("%d", bits).isEqualTo(free);
      assertThat(card.view(OWNER).redeemed()).isEqualTo(redeemed || free);
    }
  }

  private static boolean succeeds(Runnable deed) {
    try {
      deed.run();
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  @Test
  void neverEndsWithoutAnEnd() {
    assertThatCode(() -> card(false, null).redeem(OWNER.id(), Instant.MAX))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isChangedOnlyWhileItCanBeUsed(boolean redeemed) {
    GiftCard card = card(true, null);
    assertThatCode(card::requireUsable).doesNotThrowAnyException();
    if (redeemed) {
      card.redeem(UUID.randomUUID(), NOW);
      assertThatThrownBy(card::disable).isInstanceOf(ProblemException.class);
    } else {
      card.disable();
      card.disable();
    }
    assertThatThrownBy(card::requireUsable).isInstanceOf(ProblemException.class);
    assertThat(card.view(OWNER).active()).isEqualTo(redeemed);
  }
}
