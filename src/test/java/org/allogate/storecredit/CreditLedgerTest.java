package org.allogate.storecredit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.allogate.HandMade;
import org.allogate.RandomCases;
import org.allogate.customers.Customer;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final UUID CARD = new UUID(0x7000, 5);

  private final List<CreditEntryView> entries = new ArrayList<>();
  private final CreditLedger ledger = new CreditLedger();
  private Customer customer = newCustomer();

  CreditLedgerTest() {
    ledger.em =
        HandMade.of(
            EntityManager.class,
            Map.of("persist", it -> entries.add(((CreditEntry) it[0]).view())));
  }

  private static Customer newCustomer() {
    return new Customer(new UUID(1, 2), new UUID(3, 4), new UUID(5, 6), "aether", NOW);
  }

  private ProblemType refused(long amount, long restricted) {
    Runnable adding =
        () -> ledger.add(customer, amount, restricted, CreditReason.ADJUSTED, null, NOW);
    return catchThrowableOfType(ProblemException.class, adding::run).type();
  }

  private void has(long credit, long restricted, int changes) {
    assertThat(CreditsView.of(customer)).isEqualTo(new CreditsView(credit, restricted));
    assertThat(customer.creditChanges()).isEqualTo(changes);
    assertThat(entries).hasSize(changes);
  }

  @Test
  void writesWhatWasAddedAndWhatCameOut() {
    ledger.set(customer, 5, 6, NOW);
    ledger.add(customer, 10, 0, CreditReason.GIFT_CARD, CARD, NOW);
    has(15, 6, 2);
    CreditEntryView last = entries.get(1);
    assertThat(last)
        .isEqualTo(
            new CreditEntryView(last.id(), 2, CreditReason.GIFT_CARD, CARD, 10, 0, 15, 6, NOW));
  }

  @Test
  void writesNothingWhenNothingChanges() {
    ledger.set(customer, 0, 0, NOW);
    ledger.add(customer, 0, 0, CreditReason.ADJUSTED, null, NOW);
    has(0, 0, 0);
  }

  @Test
  void changesNeitherWhenOneDoesNotReach() {
    ledger.set(customer, 5, 6, NOW);
    assertThat(refused(-6, 1)).isEqualTo(ProblemType.INSUFFICIENT_CREDIT);
    assertThat(refused(1, -7)).isEqualTo(ProblemType.INSUFFICIENT_CREDIT);
    has(5, 6, 1);
  }

  @Test
  void endsWhereItIsSaid() {
    ledger.set(customer, CreditLedger.MAX, CreditLedger.MAX - 1, NOW);
    assertThat(refused(1, 0)).isEqualTo(ProblemType.CONFLICT);
    assertThat(refused(0, 2)).isEqualTo(ProblemType.CONFLICT);
    has(CreditLedger.MAX, CreditLedger.MAX - 1, 1);
  }

  @Test
  void sumsUpToTheCreditAtEveryPoint() {
    RandomCases.each(
        500,
        random -> {
          entries.clear();
          customer = newCustomer();
          for (int i = random.nextInt(30); i > 0; i--) {
            change(random);
          }
          assertUnbroken();
        });
  }

  private void change(Random random) {
    try {
      if (random.nextInt(5) == 0) {
        ledger.set(customer, random.nextInt(5), random.nextInt(5), NOW);
      } else {
        int amount = random.nextInt(9) - 4;
        int restricted = random.nextInt(9) - 4;
        ledger.add(customer, amount, restricted, CreditReason.ADJUSTED, null, NOW);
      }
    } catch (ProblemException e) {
      assertThat(e.type()).isEqualTo(ProblemType.INSUFFICIENT_CREDIT);
    }
  }

  private void assertUnbroken() {
    CreditsView sum = new CreditsView(0, 0);
    for (int i = 0; i < entries.size(); i++) {
      CreditEntryView entry = entries.get(i);
      sum =
          new CreditsView(
              sum.credit() + entry.amount(), sum.restrictedCredit() + entry.restrictedAmount());
      assertThat(entry.sequence()).isEqualTo(i + 1);
      assertThat(new CreditsView(entry.credit(), entry.restrictedCredit())).isEqualTo(sum);
      assertThat(Math.min(entry.credit(), entry.restrictedCredit())).isNotNegative();
    }
    has(sum.credit(), sum.restrictedCredit(), entries.size());
  }
}
