package org.allogate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.allogate.MovableClock;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class FootprintTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<Policy> POLICIES = Tier.STANDARD.policies();

  @Test
  void holdsACounterWithAWindowIn320Bytes() {
    Counter counter = new Counter(POLICIES);
    counter.decide(POLICIES, 1, NOW.toEpochMilli());
    GraphLayout layout = GraphLayout.parseInstance(counter);
    assertThat(layout.totalSize())
        .as("bytes of a counter: %d%n%s", layout.totalSize(), layout.toFootprint())
        .isLessThanOrEqualTo(320);
  }

  @Test
  void holdsAHundredThousandCountersWithKeysAndMapIn400BytesEach() {
    int subjects = 100_000;
    LocalCounters<UUID> counters = new LocalCounters<>(new MovableClock(NOW), subjects);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < subjects; i++) {
      counters.decide(new UUID(random.nextLong(), random.nextLong()), POLICIES, 1);
    }
    GraphLayout layout = GraphLayout.parseInstance(counters);
    double bytes = (double) layout.totalSize() / subjects;
    assertThat(counters.size()).isEqualTo(subjects);
    assertThat(bytes)
        .as("bytes per entry: %.1f%n%s", bytes, layout.toFootprint())
        .isLessThanOrEqualTo(400);
  }
}
