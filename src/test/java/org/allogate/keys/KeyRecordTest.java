package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.allogate.ratelimit.Policy;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRecordTest {
  private static final Instant END = Instant.parse("2026-05-01T12:00:00Z");
  private static final UUID ID = new UUID(1, 2);

  @Test
  void expiresAtItsVeryInstant() {
    KeyRecord key = record(null, null, "free", END, true, true);
    assertThat(key.expired(END.minusNanos(1))).isFalse();
    assertThat(key.expired(END)).isTrue();
    assertThat(key.expired(END.plusNanos(1))).isTrue();
  }

  @Test
  void neverExpiresWithoutAnEnd() {
    assertThat(record(null, null, "free", null, true, true).expired(Instant.MAX)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, free, 'free', '10;w=60'",
        "-, pro, free, 'pro', '300;w=60'",
        "'7;w=5, 100;w=3600', pro, free, 'pro', '7;w=5, 100;w=3600'",
        "'7;w=5', -, enterprise, 'enterprise', '7;w=5'",
        "-, forgotten, pro, 'forgotten', '60;w=60'",
      })
  void prefersItsOwnPoliciesToItsOwnTierToTheTenants(
      String ratePolicy, String ownTier, String tenantTier, String tier, String header) {
    KeyRecord key = record(ratePolicy, ownTier, tenantTier, null, true, true);
    assertThat(key.tier()).isEqualTo(tier);
    assertThat(key.policyHeader()).isEqualTo(header);
    assertThat(key.policies()).isEqualTo(Policy.parse(header));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true, true, true",
        "true, -, true",
        "true, false, false",
        "false, true, false",
        "false, -, false",
        "false, false, false",
      })
  void isActiveWithItsUserAndItsOrganization(boolean user, Boolean organization, boolean active) {
    assertThat(record(null, null, "free", null, user, organization).userActive()).isEqualTo(active);
  }

  @Test
  void readsItsScopes() {
    assertThat(record(null, null, "free", null, true, true).scopes())
        .isEqualTo(Scopes.of(Scope.STORE_READ, Scope.VAULT_WRITE));
  }

  @Test
  void showsItsIdAndNameAlone() {
    assertThat(record(null, null, "free", END, true, true))
        .hasToString("KeyRecord[" + ID + ", Production Backend]");
  }

  private static KeyRecord record(
      String ratePolicy,
      String ownTier,
      String tenantTier,
      Instant expiresAt,
      boolean userActive,
      Boolean organizationActive) {
    return new KeyRecord(
        ID,
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
        "store:read forgotten:read vault:write",
        ownTier,
        tenantTier,
        ratePolicy,
        "",
        expiresAt,
        null,
        null,
        null,
        true,
        userActive,
        organizationActive);
  }
}
