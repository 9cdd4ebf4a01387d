package org.allogate.it;

import static org.allogate.it.KeyMaker.eventually;
import static org.allogate.it.KeyMaker.using;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.allogate.Threads;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of keys by itself: their last use, their end, what is told before, what follows. */
class KeyLifeIT extends ServerIT {
  private static final String TIERS = "/v1/loyalty/tiers";

  private final Fixture fixture = Fixture.create();
  private final KeyMaker keys = KeyMaker.of(fixture);

  private static String in(Duration ahead) {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Instant instant(JsonNode view, String member) {
    return Instant.parse(view.path(member).textValue());
  }

  @Nested
  class LastUse {
    @Test
    void isShownWithItsAddress() {
      JsonNode made = keys.made("");
      for (String address : List.of("10.9.8.7", "2001:db8::7")) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        get(TIERS, "X-API-Key", made.path("key").textValue(), "X-Forwarded-For", address);
        eventually(
            "the use from " + address,
            () ->
                keys.read(made)
                    .path("lastUsedAddress")
                    .asText()
                    .startsWith(address.substring(0, 4)));
        assertThat(instant(keys.read(made), "lastUsedAt")).isBetween(before, Instant.now());
      }
      assertThat(keys.list("").path(0).path("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void isNotWrittenWithEveryRequest() throws SQLException {
      JsonNode made = keys.made("'tier':'enterprise'");
      try (StatementLog log = StatementLog.open()) {
        for (int i = 0; i < 400; i++) {
          using(made).read(TIERS);
        }
        eventually("a use", () -> !keys.read(made).path("lastUsedAt").isNull());
        assertThat(log.statements().stream().filter(it -> it.contains("update api_key")))
            .hasSizeBetween(1, 100);
      }
    }
  }

  @Nested
  class TheEnd {
    @Test
    void isWrittenDownByItself() {
      JsonNode made = keys.made("'expiresAt':'" + in(Duration.ofHours(1)) + "'");
      JsonNode without = keys.made("");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(59));
        using(made).read(TIERS);
        clock.advance(Duration.ofMinutes(2));
        KeyMaker.isRefused(made.path("key").textValue(), "api_key_expired");
        eventually("its end", () -> KeyMaker.actions(made).contains("api_key.expired"));
        assertThat(keys.read(made).path("status").textValue()).isEqualTo("expired");
      }
      assertThat(keys.read(made).path("status").textValue()).isEqualTo("expired");
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created", "api_key.expired");
      assertThat(KeyMaker.deeds(made).get(1).changes())
          .isEqualTo("{\"status\":{\"before\":\"active\",\"after\":\"expired\"}}");
      assertThat(KeyMaker.deeds(made).get(1).organization())
          .isEqualTo(Fixture.bytes(fixture.organization));
      assertThat(keys.read(without).path("status").textValue()).isEqualTo("active");
    }

    @Test
    void doesNotWaitForAnOwnerWhoseTrailIsBroken() {
      KeyMaker broken = KeyMaker.of(Fixture.create());
      JsonNode stuck = broken.made("'expiresAt':'" + in(Duration.ofMinutes(59)) + "'");
      JsonNode made = keys.made("'expiresAt':'" + in(Duration.ofHours(1)) + "'");
      String sequence =
          "update audit_chain set sequence = sequence %s 1 where tenant_id ="
              + " (select tenant_id from organization where id = ?)";
      Fixture.run(sequence.formatted("-"), broken.organization());
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        eventually("the other's end", () -> KeyMaker.actions(made).contains("api_key.expired"));
        assertThat(KeyMaker.actions(stuck)).containsExactly("api_key.created");
        Fixture.run(sequence.formatted("+"), broken.organization());
        eventually("its end", () -> KeyMaker.actions(stuck).contains("api_key.expired"));
      }
    }
  }

  @Nested
  class Reminders {
    private long given(JsonNode key) {
      return KeyMaker.actions(key).stream().filter("api_key.expiring"::equals).count();
    }

    @Test
    void comeThirtySevenAndOneDayBefore() {
      JsonNode made = keys.made("'expiresAt':'" + in(Duration.ofDays(40)) + "'");
      JsonNode shorter = keys.made("'expiresAt':'" + in(Duration.ofDays(20)) + "'");
      JsonNode endless = keys.made("");
      JsonNode revoked = keys.made("'expiresAt':'" + in(Duration.ofDays(40)) + "'");
      keys.revoked(revoked);
      JsonNode rotated = keys.made("'expiresAt':'" + in(Duration.ofDays(40)) + "'");
      keys.rotated(rotated, "'gracePeriodSeconds':2592000");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofDays(9));
        assertThat(given(made)).isZero();
        clock.advance(Duration.ofDays(2));
        eventually("30 days before", () -> given(made) == 1);
        clock.advance(Duration.ofDays(3));
        eventually("7 days before", () -> given(shorter) == 1);
        assertThat(given(made)).isEqualTo(1);
        clock.advance(Duration.ofHours(5 * 24 + 12));
        eventually("1 day before", () -> given(shorter) == 2);
        assertThat(given(made)).isEqualTo(1);
        clock.advance(Duration.ofDays(14));
        eventually("7 days before", () -> given(made) == 2);
        clock.advance(Duration.ofDays(6));
        eventually("1 day before", () -> given(made) == 3);
        clock.advance(Duration.ofDays(1));
        eventually("the end", () -> KeyMaker.actions(made).contains("api_key.expired"));
      }
      assertThat(KeyMaker.actions(made))
          .containsExactly(
              "api_key.created",
              "api_key.expiring",
              "api_key.expiring",
              "api_key.expiring",
              "api_key.expired");
      assertThat(given(shorter)).isEqualTo(2);
      assertThat(given(endless)).isZero();
      assertThat(given(revoked)).isZero();
      assertThat(given(rotated)).isZero();
      assertThat(KeyMaker.deeds(made).get(1).actorType()).isEqualTo("system");
    }

    @Test
    void thatWereMissedComeAsOne() {
      JsonNode made = keys.made("'expiresAt':'" + in(Duration.ofDays(40)) + "'");
      JsonNode next = keys.made("'expiresAt':'" + in(Duration.ofHours(41 * 24 + 12)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(39 * 24 + 12));
        eventually("a reminder", () -> given(made) == 1 && given(next) == 1);
        clock.advance(Duration.ofDays(1));
        eventually("1 day before", () -> given(next) == 2);
        assertThat(given(made)).isEqualTo(1);
      }
    }
  }

  @Nested
  class Renewal {
    private void policy() {
      Fixture.run(
          "update organization set lifetime_days = 365, renew_within_days = 30 where id = ?",
          fixture.organization);
    }

    private boolean replaced(JsonNode key) {
      return !keys.read(key).path("replacedBy").isNull();
    }

    @Test
    void makesOneSuccessorOfAKeyThatIsUsed() throws Exception {
      policy();
      JsonNode old = keys.made("'name':'Renewed','tier':'enterprise','scopes':['store:read']");
      JsonNode unused = keys.made("");
      assertThat(old.path("autoRenew").booleanValue()).isTrue();
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofDays(334));
        using(old).read(TIERS);
        eventually("the use", () -> !keys.read(old).path("lastUsedAt").isNull());
        assertThat(replaced(old)).isFalse();

        clock.advance(Duration.ofDays(2));
        use(old);
        eventually("the successor", () -> replaced(old));
        use(old);
        eventually("later uses", () -> requestsSince(old) >= 100);
        assertThat(keys.list("")).hasSize(3);
        assertThat(replaced(unused)).isFalse();

        JsonNode successor = keys.list("").path(2);
        JsonNode view = keys.read(old);
        assertThat(view.path("replacedBy")).isEqualTo(successor.path("id"));
        assertThat(view.path("expiresAt")).isEqualTo(old.path("expiresAt"));
        assertThat(view.path("autoRenew").booleanValue()).isFalse();
        for (String same : List.of("name", "tier", "scopes", "environment", "level")) {
          assertThat(successor.path(same)).as(same).isEqualTo(old.path(same));
        }
        assertThat(successor.path("renewed").booleanValue()).isTrue();
        assertThat(successor.path("revealable").booleanValue()).isTrue();
        assertThat(successor.at("/createdBy/type").textValue()).isEqualTo("system");
        assertThat(instant(successor, "expiresAt"))
            .isBetween(
                clock.instant().plus(Duration.ofDays(364)),
                clock.instant().plus(Duration.ofDays(365)));
        keys.refused("'name':'RENEWED'", 409, "duplicate_name");
        assertThat(KeyMaker.actions(old))
            .containsOnlyOnce("api_key.renewed")
            .doesNotContain("api_key.revoked", "api_key.expired");
        assertThat(KeyMaker.actions(successor)).containsExactly("api_key.created");
        assertThat(KeyMaker.deeds(successor).get(0).actorType()).isEqualTo("system");

        clock.advance(Duration.ofDays(28));
        using(old).read(TIERS);
        clock.advance(Duration.ofDays(2));
        KeyMaker.isRefused(old.path("key").textValue(), "api_key_expired");
        assertThat(keys.read(successor).path("status").textValue()).isEqualTo("active");
      }
    }

    private int requestsSince(JsonNode key) {
      return keys.client().read(KeyMaker.path(key) + "/rotation").path("requestsSince").intValue();
    }

    private void use(JsonNode key) throws Exception {
      Threads.run(
          4,
          thread ->
              () -> {
                for (int i = 0; i < 25; i++) {
                  using(key).read(TIERS);
                }
                return null;
              });
    }

    @Test
    void isNotForKeysWithoutThePolicyOrAnEnd() {
      JsonNode ending = keys.made("'expiresAt':'" + in(Duration.ofDays(10)) + "'");
      using(ending).read(TIERS);
      Fixture other = fixture.sibling();
      KeyMaker renewing = KeyMaker.of(other);
      Fixture.run(
          "update organization set renew_within_days = 30 where id = ?", other.organization);
      JsonNode endless = renewing.made("");
      JsonNode due = renewing.made("'expiresAt':'" + in(Duration.ofDays(10)) + "'");
      using(endless).read(TIERS);
      using(due).read(TIERS);
      eventually("the successor", () -> !renewing.read(due).path("replacedBy").isNull());
      eventually("the use", () -> !keys.read(ending).path("lastUsedAt").isNull());
      assertThat(keys.read(ending).path("replacedBy").isNull()).isTrue();
      assertThat(renewing.read(endless).path("replacedBy").isNull()).isTrue();
      assertThat(endless.path("autoRenew").booleanValue()).isFalse();
    }

    @Test
    void takesThePlaceOfTheOldKey() {
      Fixture.run(
          "update organization set renew_within_days = 30, max_active_keys = 1 where id = ?",
          fixture.organization);
      JsonNode old = keys.made("'expiresAt':'" + in(Duration.ofDays(10)) + "'");
      using(old).read(TIERS);
      eventually("the successor", () -> replaced(old));
      keys.refused("", 409, "key_limit_reached");
      assertThat(Collections.frequency(KeyMaker.actions(old), "api_key.renewed")).isEqualTo(1);
    }
  }

  @Nested
  class KeysOfTheTenant {
    @Test
    void endByThemselvesToo() {
      String key =
          fixture.key(
              Fixture.id(),
              Environment.LIVE,
              null,
              Scopes.ALL,
              null,
              Instant.now().plus(Duration.ofHours(1)));
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        JsonNode view = keys.client().read(KeyMaker.KEYS + "?status=expired").path("data");
        assertThat(ApiClient.ids(view)).containsExactly(Fixture.idOf(key));
      }
    }
  }
}
