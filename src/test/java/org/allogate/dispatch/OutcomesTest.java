package org.allogate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allogate.SetSettings;
import org.allogate.trace.Trace;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID ENDPOINT = new UUID(1, 1);

  private final Map<UUID, Instant> failing = new HashMap<>();

  private static Outcome outcome(int status, Instant ended, int triesLeft) {
    Claimed.Receiving endpoint =
        new Claimed.Receiving(ENDPOINT, new UUID(2, 2), "https://example.com", null, null);
    Claimed claimed =
        new Claimed(
            new UUID(3, 3), new UUID(4, 4), 1, triesLeft, endpoint, new byte[0], Trace.fresh());
    return new Outcome(claimed, ended, ended, Duration.ZERO, status, null, null, new byte[0]);
  }

  private Map<UUID, String> judge(Outcome... outcomes) {
    return Outcomes.judge(List.of(outcomes), failing);
  }

  @Test
  void rememberTheFirstFailureAndForgetItWithASuccess() {
    assertThat(judge(outcome(500, NOW, 7), outcome(500, NOW.plusSeconds(9), 7))).isEmpty();
    assertThat(failing).containsEntry(ENDPOINT, NOW);
    assertThat(judge(outcome(204, NOW.plusSeconds(10), 7))).isEmpty();
    assertThat(failing.get(ENDPOINT)).isNull();
  }

  @Test
  void disableAfterFiveDaysToTheMoment() {
    failing.put(ENDPOINT, NOW);
    Instant over = NOW.plus(Outcomes.PATIENCE);
    assertThat(judge(outcome(500, over.minusNanos(1), 7))).isEmpty();
    assertThat(judge(outcome(500, over, 7))).containsEntry(ENDPOINT, "Failed for five days.");
    assertThat(judge(outcome(200, over, 7), outcome(500, over, 7))).isEmpty();
  }

  @Test
  void disableWhereTheEndpointIsGone() {
    assertThat(judge(outcome(410, NOW, 7))).containsEntry(ENDPOINT, "Answered 410 Gone.");
    assertThat(outcome(410, NOW, 7).exhausted()).isTrue();
  }

  @Test
  void endADeliveryWithTheLastTry() {
    assertThat(outcome(500, NOW, 1).exhausted()).isFalse();
    assertThat(outcome(500, NOW, 0).exhausted()).isTrue();
    assertThat(outcome(200, NOW, 0).exhausted()).isFalse();
    for (int status : new int[] {200, 201, 204, 299}) {
      assertThat(outcome(status, NOW, 0).delivered()).isTrue();
    }
    for (int status : new int[] {0, 100, 199, 300, 302, 404, 410, 500, 999}) {
      assertThat(outcome(status, NOW, 0).delivered()).isFalse();
    }
  }

  @Test
  void areThoseOfTheSettings() {
    assertThat(DispatchSettings.from(new SetSettings(Map.of())))
        .isEqualTo(new DispatchSettings(true, 4));
    assertThat(
            DispatchSettings.from(
                new SetSettings(
                    Map.of("allogate.webhooks", "false", "allogate.webhooks.concurrency", "0"))))
        .isEqualTo(new DispatchSettings(false, 1));
    assertThat(
            DispatchSettings.from(new SetSettings(Map.of("allogate.webhooks.dispatch", "false"))))
        .isEqualTo(new DispatchSettings(false, 4));
  }

  @Test
  void areKeptByTheTimeInTheirIds() {
    Instant at = Instant.ofEpochMilli(1_700_000_000_123L);
    assertThat(Retention.first(at)).hasToString("018bcfe5-687b-7000-8000-000000000000");
  }
}
