package org.allogate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final int MANY = 10_000;

  private final Meters meters = new Meters();
  private final Requests requests = new Requests(meters);

  @Test
  void haveAnOutcomeWhateverTheirStatus() {
    Set<String> outcomes =
        IntStream.range(0, 1_000)
            .mapToObj(status -> Outcome.of(status).label())
            .collect(Collectors.toSet());
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            "ok",
            "redirect",
            "bad_request",
            "unauthorized",
            "payment_required",
            "forbidden",
            "not_found",
            "conflict",
            "rate_limited",
            "client_error",
            "unavailable",
            "server_error");
    assertThat(Outcome.of(418)).isEqualTo(Outcome.CLIENT_ERROR);
    assertThat(Outcome.of(502)).isEqualTo(Outcome.SERVER_ERROR);
  }

  @Test
  void areOneSeriesForEachCapabilityAndOutcomeThatHappened() {
    requests.add("store.read", 200);
    requests.add("store.read", 204);
    requests.add("store.read", 404);
    requests.add("open", 200);
    List<Meter> fresh = meters.fresh();
    assertThat(fresh.stream().map(it -> it.label().tags()))
        .containsExactly(
            List.of("capability", "store.read", "outcome", "ok"),
            List.of("capability", "store.read", "outcome", "not_found"),
            List.of("capability", "open", "outcome", "ok"));
    assertThat(((Meter.Growing) fresh.get(0)).sum().getAsLong()).isEqualTo(2);
    requests.add("store.read", 200);
    assertThat(meters.fresh()).isEmpty();
    assertThat(((Meter.Growing) fresh.get(0)).sum().getAsLong()).isEqualTo(3);
  }

  @Test
  void areCountedOnceByAnyNumberOfThreads() throws Exception {
    Threads.run(8, thread -> this::addMany);
    List<Meter> fresh = meters.fresh();
    assertThat(fresh).hasSize(1);
    assertThat(((Meter.Growing) fresh.get(0)).sum().getAsLong()).isEqualTo(8 * MANY);
  }

  private int addMany() {
    for (int i = 0; i < MANY; i++) {
      requests.add("store.read", 200);
    }
    return MANY;
  }
}
