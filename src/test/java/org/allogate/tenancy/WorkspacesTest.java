package org.allogate.tenancy;

import static org.allogate.redis.TwoNodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allogate.memory.MemorySettings;
import org.allogate.redis.TwoNodes;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Workspaces.Choice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that remember for a day, so that only what they tell one another makes them forget. */
class WorkspacesTest {
  private static final MemorySettings FOR_A_DAY = new MemorySettings(1000, Duration.ofDays(1));
  private static final UUID TENANT = UUID.randomUUID();

  private final Map<Choice, UUID> rows = new ConcurrentHashMap<>();
  private final TwoNodes nodes = new TwoNodes();
  private final Workspaces one = new Workspaces(FOR_A_DAY, nodes.one(), rows::get);
  private final Workspaces other = new Workspaces(FOR_A_DAY, nodes.other(), rows::get);

  @AfterEach
  void close() {
    nodes.close();
  }

  private UUID known() {
    UUID organization = UUID.randomUUID();
    rows.put(new Choice(TENANT, organization, Environment.LIVE), UUID.randomUUID());
    assertThat(isThere(one, organization)).isTrue();
    assertThat(isThere(other, organization)).isTrue();
    return organization;
  }

  private static boolean isThere(Workspaces node, UUID organization) {
    return node.ofTenant(TENANT, organization, Environment.LIVE).isPresent();
  }

  @Test
  void areGoneAtOnceHereAndSoonThere() {
    UUID organization = known();
    UUID bystander = known();
    rows.clear();
    one.onOwnerChanged(new OwnerChanged(organization));
    assertThat(isThere(one, organization)).isFalse();
    eventually("the other node knows", () -> !isThere(other, organization));
    assertThat(isThere(other, bystander)).isTrue();
    one.onOwnerChanged(new OwnerChanged(TENANT));
    eventually("of the tenant, too", () -> !isThere(other, bystander));
  }

  @Test
  void areLookedForAgainByWhoMayHaveMissedSomething() {
    UUID organization = known();
    nodes.cut();
    rows.clear();
    one.onOwnerChanged(new OwnerChanged(organization));
    assertThat(isThere(other, organization)).isTrue();
    nodes.mend();
    eventually("after the gap", () -> !isThere(other, organization));
  }
}
