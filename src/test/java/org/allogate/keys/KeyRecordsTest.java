package org.allogate.keys;

import static org.allogate.redis.TwoNodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.allogate.RandomCases;
import org.allogate.memory.MemorySettings;
import org.allogate.redis.TwoNodes;
import org.allogate.surface.Environment;
import org.allogate.tenancy.OwnerChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that remember for a day, so that only what they tell one another makes them forget. */
class KeyRecordsTest {
  private static final UUID TENANT = UUID.randomUUID();
  private static final MemorySettings FOR_A_DAY = new MemorySettings(10_000, Duration.ofDays(1));

  private final Map<UUID, KeyRecord> rows = new ConcurrentHashMap<>();
  private final TwoNodes nodes = new TwoNodes();
  private final KeyRecords one = new KeyRecords(FOR_A_DAY, nodes.one(), rows::get);
  private final KeyRecords other = new KeyRecords(FOR_A_DAY, nodes.other(), rows::get);

  @AfterEach
  void close() {
    nodes.close();
  }

  private static KeyRecord record(UUID id, UUID organization, Instant revokedAt) {
    return new KeyRecord(
        id,
        new byte[32],
        TENANT,
        organization,
        null,
        id,
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
        null,
        revokedAt,
        null,
        null,
        true,
        true,
        true);
  }

  private UUID known(UUID organization) {
    UUID id = UUID.randomUUID();
    rows.put(id, record(id, organization, null));
    assertThat(isRevoked(one, id)).isFalse();
    assertThat(isRevoked(other, id)).isFalse();
    return id;
  }

  private static boolean isRevoked(KeyRecords node, UUID id) {
    return node.byId(id).orElseThrow().revokedAt() != null;
  }

  private void revoke(UUID id) {
    rows.computeIfPresent(id, (key, row) -> record(key, row.organizationId(), Instant.EPOCH));
  }

  @Test
  void aChangeIsSeenAtOnceHereAndSoonThere() {
    UUID key = known(UUID.randomUUID());
    UUID bystander = known(UUID.randomUUID());
    revoke(key);
    revoke(bystander);
    one.onKeyChanged(KeyChanged.of(key));
    assertThat(isRevoked(one, key)).isTrue();
    eventually("the other node knows", () -> isRevoked(other, key));
    assertThat(isRevoked(one, bystander)).isFalse();
    assertThat(isRevoked(other, bystander)).isFalse();
  }

  @Test
  void aThousandKeysAreOneMessage() {
    List<UUID> keys = Stream.generate(() -> known(null)).limit(1000).toList();
    keys.forEach(this::revoke);
    one.onKeyChanged(new KeyChanged(keys));
    eventually("the last one", () -> isRevoked(other, keys.get(keys.size() - 1)));
    assertThat(keys).allMatch(key -> isRevoked(other, key));
    assertThat(nodes.one().told()).isEqualTo(1);
  }

  @Test
  void whatConcernsAnOwnerConcernsItsKeysAndNoOthers() {
    UUID organization = UUID.randomUUID();
    UUID key = known(organization);
    UUID bystander = known(UUID.randomUUID());
    Stream.of(key, bystander).forEach(this::revoke);
    one.onOwnerChanged(new OwnerChanged(organization));
    nodes.one().tell(OwnerChanged.TOPIC, organization.toString());
    eventually("the other node knows", () -> isRevoked(other, key));
    assertThat(isRevoked(one, key)).isTrue();
    assertThat(isRevoked(one, bystander)).isFalse();
    assertThat(isRevoked(other, bystander)).isFalse();
    nodes.one().tell(OwnerChanged.TOPIC, TENANT.toString());
    eventually("of the tenant, too", () -> isRevoked(other, bystander));
  }

  @Test
  void whoMayHaveMissedSomethingForgetsAll() {
    UUID key = known(null);
    nodes.cut();
    revoke(key);
    one.onKeyChanged(KeyChanged.of(key));
    assertThat(isRevoked(one, key)).isTrue();
    assertThat(isRevoked(other, key)).isFalse();
    nodes.mend();
    eventually("after the gap", () -> isRevoked(other, key));
  }

  @Test
  void whatIsNotUnderstoodChangesNothing() {
    UUID key = known(null);
    UUID last = known(null);
    revoke(key);
    revoke(last);
    for (String strange : List.of("", "no-id", key + " no-id", key + "0", "*", "'; drop")) {
      nodes.one().tell(KeyRecords.TOPIC, strange);
      nodes.one().tell(OwnerChanged.TOPIC, strange);
      nodes.one().tell("unheard of", strange);
    }
    nodes.one().tell(KeyRecords.TOPIC, last.toString());
    eventually("what is understood", () -> isRevoked(other, last));
    assertThat(isRevoked(other, key)).isFalse();
  }

  /** The naive twin is the map of the rows, which nobody remembers anything of. */
  @Test
  void twoNodesAgreeWithTheRowsWhateverIsLost() {
    List<UUID> keys = Stream.generate(() -> known(null)).limit(5).toList();
    RandomCases.each(
        3,
        random -> {
          for (int step = 0; step < 40; step++) {
            change(random, keys.get(random.nextInt(keys.size())));
          }
          nodes.cut();
          change(random, keys.get(random.nextInt(keys.size())));
          nodes.mend();
          keys.forEach(this::agree);
        });
  }

  private void change(Random random, UUID key) {
    KeyRecords node = random.nextBoolean() ? one : other;
    Instant version = Instant.EPOCH.plusSeconds(random.nextInt(1_000_000));
    rows.put(key, record(key, null, version));
    node.onKeyChanged(KeyChanged.of(key));
    assertThat(node.byId(key)).contains(rows.get(key));
    if (random.nextInt(4) == 0) {
      agree(key);
    }
  }

  private void agree(UUID key) {
    for (KeyRecords node : List.of(one, other)) {
      eventually("it is the row", () -> node.byId(key).orElseThrow() == rows.get(key));
    }
  }
}
