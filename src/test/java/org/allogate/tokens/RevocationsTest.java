package org.allogate.tokens;

import static org.allogate.redis.TwoNodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allogate.memory.MemorySettings;
import org.allogate.redis.TwoNodes;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that remember for a day, so that only what they tell one another makes them forget. */
class RevocationsTest {
  private static final MemorySettings FOR_A_DAY = new MemorySettings(1000, Duration.ofDays(1));

  private final Set<UUID> rows = ConcurrentHashMap.newKeySet();
  private final TwoNodes nodes = new TwoNodes();
  private final Revocations one = new Revocations(FOR_A_DAY, nodes.one(), rows::contains);
  private final Revocations other = new Revocations(FOR_A_DAY, nodes.other(), rows::contains);

  @AfterEach
  void close() {
    nodes.close();
  }

  private AccessToken known() {
    UUID id = UUID.randomUUID();
    AccessToken token =
        new AccessToken(id, id, id, Scopes.ALL, Instant.EPOCH, Instant.EPOCH, Instant.MAX);
    assertThat(one.isRevoked(token)).isFalse();
    assertThat(other.isRevoked(token)).isFalse();
    return token;
  }

  @Test
  void holdAtOnceHereAndSoonThere() {
    AccessToken token = known();
    rows.add(token.id());
    one.onRevoked(new TokenRevoked(token.id()));
    assertThat(one.isRevoked(token)).isTrue();
    eventually("the other node knows", () -> other.isRevoked(token));
  }

  @Test
  void areLookedForAgainByWhoMayHaveMissedOne() {
    AccessToken token = known();
    nodes.cut();
    rows.add(token.id());
    one.onRevoked(new TokenRevoked(token.id()));
    assertThat(other.isRevoked(token)).isFalse();
    nodes.mend();
    eventually("after the gap", () -> other.isRevoked(token));
  }
}
