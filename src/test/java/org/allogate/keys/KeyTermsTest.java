package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.allogate.ratelimit.Policy;
import org.allogate.ratelimit.Tier;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Network;
import org.junit.jupiter.api.Test;

class KeyTermsTest {
  private static final Instant END = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<Policy> POLICY = List.of(new Policy(7, 5));
  private static final List<Network> NETWORKS = List.of(Network.parse("10.0.0.0/8"));
  private static final KeyTerms TERMS =
      new KeyTerms("A key", Scopes.READING, Tier.PRO, POLICY, NETWORKS, END);

  @Test
  void copiesItsLists() {
    List<Policy> policy = new ArrayList<>(POLICY);
    List<Network> networks = new ArrayList<>(NETWORKS);
    KeyTerms terms = new KeyTerms("A key", Scopes.READING, Tier.PRO, policy, networks, END);
    policy.clear();
    networks.clear();
    assertThat(terms).isEqualTo(TERMS);
  }

  @Test
  void changesOneThingAtATime() {
    assertThat(TERMS.until(null))
        .isEqualTo(new KeyTerms("A key", Scopes.READING, Tier.PRO, POLICY, NETWORKS, null));
    assertThat(TERMS.with(Scopes.ALL))
        .isEqualTo(new KeyTerms("A key", Scopes.ALL, Tier.PRO, POLICY, NETWORKS, END));
    assertThat(TERMS.under(Tier.FREE, List.of()))
        .isEqualTo(new KeyTerms("A key", Scopes.READING, Tier.FREE, List.of(), NETWORKS, END));
  }
}
