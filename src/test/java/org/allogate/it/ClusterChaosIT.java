package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allogate.it.ClusterLoad.Answer;
import org.allogate.it.ClusterLoad.Killed;
import org.junit.jupiter.api.Test;

/**
 * Whatever is killed, hangs or is cut while clients read and write at all nodes: nothing is lost,
 * nothing is done twice, nobody sees an error but 503 while there is no database, and all of it is
 * as before without anybody's help.
 */
class ClusterChaosIT {
  private static final int ENOUGH = 20;
  private static final int CUTS = 5;
  // How long a request lasts that died with its node.
  private static final Duration CLAIM = Duration.ofSeconds(61);
  // How long a delivery is a dead node's.
  private static final Duration DELIVERY = Duration.ofSeconds(61);
  private static final int CALLS_AT_ONCE = 4;

  private final Cluster cluster = Cluster.whole();
  private final Fixture fixture = Fixture.create();

  @Test
  void redisIsKilledAndStartedEmpty() throws Exception {
    try (ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      cluster.killRedis();
      awaitRefusals(load, List.of(cluster.refusing()), Answer::uncounted);
      cluster.startRedis();
      load.awaitMore();
      load.end();
      assertThat(statuses(load, it -> !it.done() && !refusedByDefault(it))).isEmpty();
      requireAll(load, List.of());
    } finally {
      cluster.startRedis();
    }
  }

  @Test
  void redisHangs() throws Exception {
    try (ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      cluster.redis().hold();
      awaitRefusals(load, List.of(cluster.refusing()), Answer::uncounted);
      cluster.redis().goOn();
      load.awaitMore();
      load.end();
      assertThat(statuses(load, it -> !it.done() && !refusedByDefault(it))).isEmpty();
      requireAll(load, List.of());
    } finally {
      cluster.redis().goOn();
    }
  }

  @Test
  void oneNodeIsKilled() throws Exception {
    ClusterNode node = cluster.node(1);
    try (ClusterEvents events = new ClusterEvents(fixture);
        ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      long before = System.nanoTime();
      node.kill();
      Killed killed = new Killed(node, System.nanoTime());
      load.awaitMore();
      // What died with it is free again, and what it had leased comes back.
      cluster.passTime(CLAIM);
      load.awaitMore();
      cluster.restart(node);
      load.awaitMore();
      load.end();
      assertThat(load.broken(it -> it.sent() && (it.node() != node || it.to() < before))).isEmpty();
      // The claim of one that had begun there is another node's to respect.
      assertThat(statuses(load, it -> !it.done() && !isUnderWay(it))).isEmpty();
      requireAll(load, List.of(killed));
      cluster.passTime(DELIVERY);
      // Those under way at the kill, as many as one endpoint may have at a time.
      events.requireArrived(load.products(), CALLS_AT_ONCE);
    }
  }

  @Test
  void theDatabaseIsAway() throws Exception {
    try (ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      long before = System.nanoTime();
      ItSession.whileDatabaseIsAway(
          () -> awaitRefusals(load, cluster.nodes(), it -> it.status() == 503));
      load.awaitMore();
      long back = System.nanoTime();
      load.awaitMore();
      cluster.passTime(CLAIM);
      load.awaitMore();
      load.end();
      Predicate<Answer> whileAway =
          it -> it.status() == 503 && it.to() > before && it.from() < back;
      assertThat(statuses(load, it -> !it.done() && !whileAway.test(it) && !isUnderWay(it)))
          .isEmpty();
      requireAll(load, List.of());
    }
  }

  @Test
  void connectionsToTheDatabaseAreCut() throws Exception {
    try (ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      for (int i = 0; i < CUTS; i++) {
        cutConnections();
        load.awaitMore();
      }
      cluster.passTime(CLAIM);
      load.end();
      assertThat(statuses(load, it -> !it.done() && it.status() != 503 && !isUnderWay(it)))
          .isEmpty();
      requireAll(load, List.of());
    }
  }

  private static void cutConnections() throws SQLException {
    List<String> ids =
        Hooks.texts("select id from information_schema.processlist where user = 'allogate'");
    try (Connection connection = ServerIT.database();
        Statement statement = connection.createStatement()) {
      for (String id : ids) {
        kill(statement, id);
      }
    }
  }

  private static void kill(Statement statement, String id) {
    try {
      statement.execute("kill " + id);
    } catch (SQLException e) {
      // Closed by itself meanwhile.
      assertThat(e.getMessage()).contains("thread");
    }
  }

  /** Returns when each of the nodes has refused enough. */
  private static void awaitRefusals(
      ClusterLoad load, List<ClusterNode> nodes, Predicate<Answer> which) {
    for (ClusterNode node : nodes) {
      KeyMaker.eventually(
          node + " refuses", () -> load.count(it -> it.node() == node && which.test(it)) >= ENOUGH);
    }
  }

  // The others count by themselves meanwhile, up to a limit that nobody reaches.
  private boolean refusedByDefault(Answer answer) {
    return answer.uncounted() && answer.node() == cluster.refusing();
  }

  private static boolean isUnderWay(Answer answer) {
    return answer.status() == 409 && answer.text().contains("idempotency_in_progress");
  }

  /** How often each answer was given that is so. */
  private static Map<String, Long> statuses(ClusterLoad load, Predicate<Answer> which) {
    return load.answers(which).stream()
        .collect(Collectors.groupingBy(it -> it.status() + " " + it.text(), Collectors.counting()));
  }

  private void requireAll(ClusterLoad load, List<Killed> killed) {
    load.requireEveryEffectOnce();
    load.requireCredits(killed);
    cluster.requireRecovery();
    System.out.println(load);
  }
}
