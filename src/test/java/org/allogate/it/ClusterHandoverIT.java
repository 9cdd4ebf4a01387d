package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** What one node has begun others go on with, and whoever stops leaves nothing undone. */
class ClusterHandoverIT {
  // After which what a dead node had is taken back.
  private static final Duration SILENCE = Duration.ofSeconds(61);

  private final Cluster cluster = Cluster.whole();
  private final Fixture fixture = Fixture.create();

  @Test
  void eventsOfAllNodesArriveOnce() throws Exception {
    try (ClusterEvents events = new ClusterEvents(fixture);
        ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      load.end();
      events.requireArrived(load.products(), 0);
    }
  }

  @Test
  void nodesStopWithoutBreakingAnythingOff() throws Exception {
    ClusterNode node = cluster.node(2);
    cluster.passTime(SILENCE);
    KeyMaker.eventually("no dead node is left", () -> leasing() == cluster.nodes().size());
    try (ClusterEvents events = new ClusterEvents(fixture);
        ClusterLoad load = new ClusterLoad(cluster, fixture)) {
      node.stop();
      // At once and not after its silence, because it has said that it goes.
      assertThat(leasing()).isEqualTo(cluster.nodes().size() - 1);
      load.awaitMore();
      load.end();
      assertThat(load.answers(it -> !it.done() && it.status() != 404)).isEmpty();
      // Whoever was not answered was not heard: nothing of it was found done by the next node.
      assertThat(load.answers(ClusterLoad.Answer::replayed)).isEmpty();
      assertThat(load.broken(it -> it.node() != node && it.sent())).isEmpty();
      load.requireEveryEffectOnce();
      load.requireCredits(List.of());
      events.requireArrived(load.products(), 0);
      System.out.println(load);
    }
  }

  private static long leasing() {
    return Hooks.texts("select id from credit_node").size();
  }

  @Test
  void sessionsOutliveTheNodeTheyBeganAt() {
    ClusterNode first = cluster.node(0);
    MemberClient member = signedIn(first);
    Call who = Call.by(member, "GET", "/v1/session", "");
    first.kill();
    for (ClusterNode node : cluster.inRotation()) {
      assertThat(node.succeed(who).body()).contains(member.id().toString());
      node.succeed(Call.by(member, "PATCH", "/v1/tenant", "{\"name\":\"By " + node + "\"}"));
    }
    cluster.restart(first);
    first.succeed(who);
  }

  private MemberClient signedIn(ClusterNode node) {
    String email = UUID.randomUUID() + "@example.com";
    fixture.memberRow(null, Role.OWNER, email);
    HttpResponse<String> answer =
        node.answer(
            Call.of("POST", "/v1/session", TestPasswords.body(email, TestPasswords.PASSWORD))
                .with("X-Forwarded-For", Addresses.fresh()));
    return MemberClient.of(answer);
  }
}
