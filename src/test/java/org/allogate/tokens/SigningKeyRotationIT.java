package org.allogate.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.allogate.MovableClock;
import org.allogate.Threads;
import org.allogate.it.OwnSchema;
import org.allogate.it.ServerIT;
import org.allogate.secrets.ServerSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that find at the same moment that a signing key is due make one. */
class SigningKeyRotationIT extends ServerIT {
  private static final int NODES = 6;
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final TokenSettings SETTINGS =
      new TokenSettings(
          "http://localhost",
          Duration.ofMinutes(15),
          Duration.ofDays(30),
          Duration.ofHours(24),
          1_000);

  private final OwnSchema schema = OwnSchema.migrated();

  @AfterEach
  void drop() {
    schema.close();
  }

  @Test
  void oneKeyIsMadeByManyNodesWhoseClocksDiffer() throws Exception {
    rotateOnEveryNode(START, 0);
    assertThat(schema.column("select id from signing_key")).hasSize(1);

    rotateOnEveryNode(START.plus(Duration.ofDays(29).plusHours(1)), 2);
    assertThat(schema.column("select id from signing_key")).hasSize(2);

    rotateOnEveryNode(START.plus(Duration.ofDays(31)), 2);
    assertThat(schema.column("select id from signing_key where signs_from > '2026-11-23'"))
        .hasSize(1);
  }

  // The clock of each is so many seconds ahead of the one before.
  private void rotateOnEveryNode(Instant now, long apart) throws Exception {
    Threads.run(
        NODES,
        node ->
            () -> {
              schema.inTransaction(
                  em -> {
                    KeyRotation rotation = new KeyRotation();
                    rotation.em = em;
                    rotation.settings = SETTINGS;
                    rotation.keyEncryption = ServerSecrets.parse(SECRETS).envelope("test");
                    rotation.clock = new MovableClock(now.plusSeconds(apart * node));
                    rotation.rotate();
                  });
              return null;
            });
  }
}
