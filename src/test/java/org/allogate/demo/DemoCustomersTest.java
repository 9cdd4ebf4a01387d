package org.allogate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.allogate.customers.Resident;
import org.allogate.demo.DemoCustomers.DemoCard;
import org.allogate.demo.DemoCustomers.DemoCustomer;
import org.junit.jupiter.api.Test;

class DemoCustomersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<DemoCustomer> customers = new DemoCustomers(NOW).all();

  @Test
  void areFiveHundredDifferentResidents() {
    assertThat(customers).hasSize(500);
    assertThat(customers).extracting(DemoCustomer::uuid).doesNotHaveDuplicates();
    assertThat(customers)
        .extracting(DemoCustomer::username)
        .doesNotHaveDuplicates()
        .allMatch(name -> Resident.username(name).isPresent());
  }

  @Test
  void wereFirstSeenInTheirOrder() {
    assertThat(customers)
        .extracting(DemoCustomer::firstSeen)
        .isSorted()
        .allMatch(instant -> !instant.isAfter(NOW));
  }

  @Test
  void areTheSameAtEveryStart() {
    assertThat(new DemoCustomers(NOW).all()).isEqualTo(customers);
  }

  @Test
  void haveSpentAndHaveCardsOfEveryFate() {
    assertThat(customers).filteredOn(it -> it.spent() > 0).hasSizeBetween(400, 480);
    assertThat(customers)
        .extracting(DemoCustomer::card)
        .filteredOn(Objects::nonNull)
        .hasSizeGreaterThan(60)
        .extracting(DemoCard::fate)
        .contains(DemoCard.Fate.values());
  }
}
