package org.allogate.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.UUID;
import org.allogate.customers.Customer;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(60);
  private static final CompletionBody ARRIVED = new CompletionBody(DeliveryStatus.DELIVERED, null);
  private static final CompletionBody LOST = new CompletionBody(DeliveryStatus.FAILED, "Lost.");

  private final Customer customer =
      new Customer(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "ember.vale", START);

  private Delivery delivery(boolean tookOne) {
    return new Delivery(
        UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), customer.id(), tookOne, START);
  }

  @Test
  void isPendingAtFirst() {
    DeliveryView view = delivery(true).view(customer);
    assertThat(view.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(view.recipientUuid()).isEqualTo(customer.uuid());
    assertThat(view.recipientUsername()).isEqualTo("ember.vale");
    assertThat(view.createdAt()).isEqualTo(START);
    assertThat(view.completedAt()).isNull();
  }

  @Test
  void endsOnceAndKeepsWhatWasSaidFirst() {
    Delivery delivery = delivery(true);
    assertThat(delivery.complete(LOST, START)).isTrue();
    DeliveryView ended = delivery.view(customer);
    assertThat(ended.reason()).isEqualTo("Lost.");
    assertThat(ended.completedAt()).isEqualTo(START);
    CompletionBody again = new CompletionBody(DeliveryStatus.FAILED, "Otherwise.");
    assertThat(delivery.complete(again, LATER)).isFalse();
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> delivery.complete(ARRIVED, LATER));
    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
    assertThat(delivery.view(customer)).isEqualTo(ended);
  }

  @ParameterizedTest
  @CsvSource({"true, FAILED, true", "true, DELIVERED, false", "false, FAILED, false"})
  void givesBackWhatItTookInVain(boolean tookOne, DeliveryStatus end, boolean givesBack) {
    Delivery delivery = delivery(tookOne);
    assertThat(delivery.givesBack()).isFalse();
    delivery.complete(new CompletionBody(end, null), LATER);
    assertThat(delivery.givesBack()).isEqualTo(givesBack);
  }
}
