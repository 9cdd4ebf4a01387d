package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.allogate.Threads;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Test;

class KeyUsesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final int NOTING = 3;
  private static final int USES = 50_000;
  private static final int KEYS = 7;

  private final KeyUses uses = new KeyUses();

  @Test
  void areNeitherLostNorDoubledWhileTheyAreTakenOut() throws Exception {
    AtomicInteger running = new AtomicInteger(NOTING);
    List<Map<UUID, Long>> counts =
        Threads.run(
            NOTING + 1,
            thread -> thread < NOTING ? () -> note(running) : () -> drainWhile(running));
    Map<UUID, Long> drained = counts.get(NOTING);
    add(drained, uses.drain());
    assertThat(drained).hasSize(KEYS);
    assertThat(drained.values().stream().mapToLong(it -> it).sum()).isEqualTo((long) NOTING * USES);
    assertThat(uses.drain()).isEmpty();
  }

  private Map<UUID, Long> note(AtomicInteger running) {
    for (int i = 0; i < USES; i++) {
      uses.note(replaced(new UUID(i % KEYS, 1)), "10.0.0.1", NOW);
    }
    running.decrementAndGet();
    return Map.of();
  }

  // Now and then what was taken out cannot be written down and goes back.
  private Map<UUID, Long> drainWhile(AtomicInteger running) {
    Map<UUID, Long> drained = new HashMap<>();
    for (int round = 0; running.get() > 0; round++) {
      Map<UUID, KeyUse> some = uses.drain();
      if (round % 3 == 0) {
        uses.putBack(some);
      } else {
        add(drained, some);
      }
    }
    return drained;
  }

  private static void add(Map<UUID, Long> drained, Map<UUID, KeyUse> some) {
    some.forEach((key, use) -> drained.merge(key, use.afterReplacement(), Long::sum));
  }

  @Test
  void tellTheLatestOfAKeyWhateverTheOrder() {
    KeyRecord key = replaced(new UUID(1, 1));
    uses.note(key, "10.0.0.2", NOW.plusSeconds(2));
    uses.note(key, "10.0.0.1", NOW.plusSeconds(1));
    KeyUse use = uses.drain().get(key.id());
    assertThat(use).isEqualTo(new KeyUse(NOW.plusSeconds(2), "10.0.0.2", 2, false));
  }

  @Test
  void countOnlyAfterTheKeyWasReplacedAndRenewOnlyBefore() {
    KeyRecord key = record(new UUID(1, 1), null);
    uses.note(key, "10.0.0.1", NOW.minus(Duration.ofDays(31)));
    assertThat(uses.drain().get(key.id()).renewable()).isFalse();
    uses.note(key, "10.0.0.1", NOW.minus(Duration.ofDays(30)));
    KeyUse use = uses.drain().get(key.id());
    assertThat(use.renewable()).isTrue();
    assertThat(use.afterReplacement()).isZero();
    KeyRecord replaced = replaced(new UUID(1, 1));
    uses.note(replaced, "10.0.0.1", NOW.minus(Duration.ofDays(1)));
    assertThat(uses.drain().get(replaced.id()).renewable()).isFalse();
  }

  @Test
  void comeInTheOrderOfTheDatabase() {
    List<UUID> ids =
        List.of(new UUID(1, 1), new UUID(1, -1), new UUID(2, 0), new UUID(-2, 5), new UUID(-1, 0));
    ids.forEach(id -> uses.note(replaced(id), "10.0.0.1", NOW));
    assertThat(new ArrayList<>(uses.drain().keySet())).isEqualTo(ids);
  }

  private static KeyRecord replaced(UUID id) {
    return record(id, new UUID(1, 9));
  }

  private static KeyRecord record(UUID id, UUID replacedBy) {
    return new KeyRecord(
        id,
        new byte[32],
        new UUID(1, 3),
        new UUID(1, 4),
        new UUID(1, 5),
        new UUID(1, 6),
        "alex@example.com",
        KeyLevel.ORGANIZATION,
        Environment.LIVE,
        "Production Backend",
        "allo_live_AB7K",
        "store:read",
        null,
        "free",
        null,
        "",
        NOW,
        null,
        replacedBy,
        30,
        true,
        true,
        true);
  }
}
