package org.allogate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allogate.HandMade;
import org.junit.jupiter.api.Test;

/** When the primary is read; what the replica answers is the business of ReplicaIT. */
class ReplicaTest {
  private static final String PRIMARY = "primary";
  private static final String OTHER = "other";

  private final EntityManager primary = HandMade.of(EntityManager.class, Map.of());
  private final EntityManager other = HandMade.of(EntityManager.class, Map.of());
  private final Route route = new Route();
  private int asked;

  private Replica replica(boolean on, int transaction) {
    Replica replica = new Replica(new ReplicaSettings(on, Duration.ofMillis(1)), route);
    replica.transaction =
        HandMade.of(
            TransactionSynchronizationRegistry.class,
            Map.of("getTransactionStatus", it -> transaction));
    replica.source =
        new ReplicaSource() {
          @Override
          Connection upToDate() throws SQLException {
            asked++;
            throw new SQLException("away");
          }
        };
    return replica;
  }

  /** What a reading and another within it were given. */
  private List<String> sides(Replica replica) {
    List<String> sides = new ArrayList<>();
    String read =
        replica.read(
            primary,
            side -> {
              sides.add(name(side));
              return replica.read(other, inner -> sides.add(name(inner)) ? "read" : "");
            });
    assertThat(read).isEqualTo("read");
    return sides;
  }

  private String name(EntityManager side) {
    return side == primary ? PRIMARY : side == other ? OTHER : "replica";
  }

  @Test
  void withoutTheSettingEveryReadIsItsOwn() {
    route.found();
    assertThat(sides(replica(false, Status.STATUS_NO_TRANSACTION))).containsExactly(PRIMARY, OTHER);
    assertThat(asked).isZero();
  }

  @Test
  void aTransactionReadsThePrimary() {
    route.found();
    assertThat(sides(replica(true, Status.STATUS_ACTIVE))).containsExactly(PRIMARY, PRIMARY);
    assertThat(sides(replica(true, Status.STATUS_MARKED_ROLLBACK)))
        .containsExactly(PRIMARY, PRIMARY);
    assertThat(asked).isZero();
  }

  @Test
  void thePrimaryIsReadAsLongAsTheProbeHasNotFoundTheReplica() {
    assertThat(sides(replica(true, Status.STATUS_NO_TRANSACTION)))
        .containsExactly(PRIMARY, PRIMARY);
    assertThat(asked).isZero();
  }

  @Test
  void whatTheReplicaFailsIsReadFromThePrimaryAlone() {
    route.found();
    Replica replica = replica(true, Status.STATUS_NO_TRANSACTION);
    assertThat(replica.isRead()).isTrue();
    assertThat(sides(replica)).containsExactly(PRIMARY, PRIMARY);
    assertThat(asked).isEqualTo(1);
    assertThat(replica.isRead()).isFalse();
    assertThat(replica.repeats()).isEqualTo(1);
    assertThat(replica.reads()).isZero();
  }

  @Test
  void anErrorOfTheReadingItselfLeavesNothingBehind() {
    Replica replica = replica(true, Status.STATUS_ACTIVE);
    assertThatThrownBy(
            () ->
                replica.read(
                    primary,
                    side -> {
                      throw new IllegalStateException("wrong");
                    }))
        .hasMessage("wrong");
    assertThat(replica.read(other, this::name)).isEqualTo(OTHER);
  }
}
