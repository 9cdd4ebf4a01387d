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

  private static final String URL = "https://example.com";

  private final Map<UUID, Instant> failing = new HashMap<>();
  private final Map<UUID, String> urls = new HashMap<>(Map.of(ENDPOINT, URL));

  private static Outcome outcome(int status, Instant ended, int triesLeft) {
    return outcome(status, null, ended, triesLeft);
  }

  private static Outcome outcome(int status, String error, Instant ended, int triesLeft) {
    Claimed.Receiving endpoint = new Claimed.Receiving(ENDPOINT, new UUID(2, 2), URL, null, null);
    Claimed claimed =
        new Claimed(
            new UUID(3, 3), new UUID(4, 4), 1, triesLeft, endpoint, new byte[0], Trace.fresh());
    return new Outcome(claimed, ended, ended, Duration.ZERO, status, error, null, new byte[0]);
  }

  private Map<UUID, Outcomes.Fault> judge(Outcome... outcomes) {
    return Outcomes.judge(List.of(outcomes), urls, failing);
  }

  private static Outcomes.Fault fault(String reason) {
    return new Outcomes.Fault(URL, reason);
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
    assertThat(judge(outcome(500, over, 7)))
        .containsEntry(ENDPOINT, fault("Failed for five days."));
    assertThat(judge(outcome(200, over, 7), outcome(500, over, 7))).isEmpty();
  }

  @Test
  void disableWhereTheEndpointIsGone() {
    assertThat(judge(outcome(410, NOW, 7))).containsEntry(ENDPOINT, fault("Answered 410 Gone."));
  }

  @Test
  void areNotHeldAgainstAnotherUrl() {
    urls.put(ENDPOINT, "https://example.com/mended");
    assertThat(judge(outcome(410, NOW, 7), outcome(500, NOW, 7))).isEmpty();
    assertThat(failing).isEmpty();
    urls.clear();
    assertThat(judge(outcome(410, NOW, 7))).as("taken away").isEmpty();
  }

  @Test
  void ofWhatWentWrongHereAreNobodysFault() {
    failing.put(ENDPOINT, null);
    assertThat(judge(outcome(0, Outcome.NO_SECRET, NOW, 7))).isEmpty();
    assertThat(judge(outcome(0, Outcome.NO_SECRET, NOW.plus(Outcomes.PATIENCE), 7))).isEmpty();
    assertThat(failing.get(ENDPOINT)).isNull();
    assertThat(judge(outcome(0, "timed_out", NOW, 7))).isEmpty();
    assertThat(failing).containsEntry(ENDPOINT, NOW);
  }

  @Test
  void areSuccessesFrom200To299() {
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
