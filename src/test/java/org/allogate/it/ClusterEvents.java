package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a load's endpoint is told of the products that it makes, by whichever node. */
final class ClusterEvents implements AutoCloseable {
  private static final String PATH = "/products";
  private static final Duration ANSWER = Duration.ofMillis(20);

  private final Receiver receiver = Receiver.start();

  /** Has an organization's new products told from now on. */
  ClusterEvents(Fixture of) {
    // Long enough for some to be under way at any moment.
    receiver.answers(
        PATH,
        request -> {
          LockSupport.parkNanos(ANSWER.toNanos());
          return Receiver.Answer.of(204);
        });
    Hooks.endpoint(
        of.tenant, of.organization, "live", receiver.uri(PATH).toString(), "product.created");
  }

  /**
   * Waits until there was an event of each product, and requires that there was none of others.
   *
   * @param mostAgain how many may have come more than once
   */
  void requireArrived(Collection<String> products, int mostAgain) {
    KeyMaker.eventually(
        "an event of each product", () -> told().stream().distinct().count() >= products.size());
    List<String> told = told();
    assertThat(told.stream().distinct()).containsExactlyInAnyOrderElementsOf(products);
    assertThat(told.size() - products.size()).isBetween(0, mostAgain);
    System.out.printf(
        "%d events arrived, %d of them again%n", products.size(), told.size() - products.size());
  }

  private List<String> told() {
    return receiver.received(PATH).stream()
        .map(it -> ApiClient.json(it.text()).at("/data/product/id").textValue())
        .toList();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
