package org.allogate.it;

import static org.allogate.it.KeyMaker.KEYS;
import static org.allogate.it.KeyMaker.answered;
import static org.allogate.it.KeyMaker.using;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key hands its place to another while both are valid; an organization's keys become one. */
class KeyRotationIT extends ServerIT {
  private final Fixture fixture = Fixture.create();
  private final KeyMaker keys = KeyMaker.of(fixture);

  private static Instant instant(JsonNode view, String member) {
    return Instant.parse(view.path(member).textValue());
  }

  private static Instant seconds(Duration ahead) {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void works(JsonNode made) {
    using(made).read("/v1/loyalty/tiers");
  }

  private static void isRefused(JsonNode made, String code) {
    KeyMaker.isRefused(made.path("key").textValue(), code);
  }

  private JsonNode rotation(JsonNode key) {
    return keys.client().read(KeyMaker.path(key) + "/rotation");
  }

  @Nested
  class Status201 {
    @Test
    void makesASuccessorOfTheSameSettings() {
      JsonNode old =
          keys.made(
              """
              'name': 'Rotated', 'environment': 'test', 'scopes': ['store:read', 'keys:read'],
              'tier': 'pro', 'ratePolicy': [{'limit': 70, 'windowSeconds': 5}],
              'allowedAddresses': ['127.0.0.1', '10.0.0.0/8', '::1']""");
      HttpResponse<String> answer = keys.act(old, "rotate", "");
      JsonNode made = answered(answer, 201);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(KeyMaker.path(made));
      for (String same :
          List.of(
              "name",
              "environment",
              "scopes",
              "tier",
              "ratePolicy",
              "allowedAddresses",
              "expiresAt",
              "level",
              "organizationId")) {
        assertThat(made.path(same)).as(same).isEqualTo(old.path(same));
      }
      assertThat(made.path("id")).isNotEqualTo(old.path("id"));
      assertThat(made.path("key")).isNotEqualTo(old.path("key"));
      assertThat(made.path("key").textValue()).startsWith("allo_test_");
      works(made);
      works(old);
      assertThat(keys.read(old).path("replacedBy")).isEqualTo(made.path("id"));
    }

    @Test
    void keepsTheOldKeyForADayWhenNothingIsSaid() {
      Instant before = seconds(Duration.ofDays(1));
      JsonNode old = keys.made("");
      JsonNode made = keys.rotated(old, "");
      assertThat(instant(keys.read(old), "expiresAt"))
          .isBetween(before, Instant.now().plus(Duration.ofDays(1)));
      assertThat(made.path("expiresAt").isNull()).isTrue();
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(23));
        works(old);
        clock.advance(Duration.ofHours(2));
        isRefused(old, "api_key_expired");
        works(made);
        assertThat(keys.read(old).path("status").textValue()).isEqualTo("expired");
      }
    }

    @Test
    void endsTheOldKeyAtOnceWithoutGrace() {
      JsonNode old = keys.made("");
      works(old);
      JsonNode made = keys.rotated(old, "'gracePeriodSeconds':0");
      isRefused(old, "api_key_revoked");
      works(made);
      JsonNode view = keys.read(old);
      assertThat(view.path("status").textValue()).isEqualTo("revoked");
      assertThat(view.path("revocationReason").textValue()).isEqualTo("rotated");
      assertThat(view.path("replacedBy")).isEqualTo(made.path("id"));
    }

    @Test
    void neverOutlivesTheOldKeysOwnEnd() {
      Instant end = seconds(Duration.ofHours(2));
      JsonNode old = keys.made("'expiresAt':'" + end + "'");
      JsonNode made = keys.rotated(old, "'gracePeriodSeconds':2592000");
      assertThat(instant(keys.read(old), "expiresAt")).isEqualTo(end);
      assertThat(instant(made, "expiresAt"))
          .isBetween(end.minusSeconds(2), seconds(Duration.ofHours(2)));
      assertThat(rotation(old).path("fullExpiresAt").textValue()).isEqualTo(end.toString());
    }

    @Test
    void keepsTheOldKeyThirtyDaysAtMost() {
      JsonNode old = keys.made("");
      keys.rotated(old, "'gracePeriodSeconds':2592000");
      assertThat(instant(keys.read(old), "expiresAt"))
          .isAfterOrEqualTo(seconds(Duration.ofDays(30).minusMinutes(5)));
    }

    @Test
    void givesTheSuccessorTheLifeOfThePolicy() {
      Fixture.run("update organization set lifetime_days = 30 where id = ?", fixture.organization);
      JsonNode made = keys.rotated(keys.made(""), "");
      assertThat(instant(made, "expiresAt"))
          .isBetween(seconds(Duration.ofDays(29)), seconds(Duration.ofDays(30)));
    }

    @Test
    void staysWithinTheCalendar() {
      JsonNode old = keys.made("'expiresAt':'8999-01-01T00:00:00Z'");
      JsonNode made = keys.rotated(keys.rotated(old, ""), "");
      assertThat(instant(made, "expiresAt")).isBefore(Instant.parse("9999-01-02T00:00:00Z"));
    }

    @Test
    void takesOverNameAndPlace() {
      Fixture.run("update organization set max_active_keys = 1 where id = ?", fixture.organization);
      JsonNode key = keys.made("'name':'The one'");
      for (int i = 0; i < 3; i++) {
        key = keys.rotated(key, "");
      }
      keys.refused("", 409, "key_limit_reached");
      assertThat(keys.list("&status=active")).hasSize(4);
    }

    @Test
    void letsAMemberRotateWhatTheTenantGave() {
      JsonNode old = keys.made("'tier':'enterprise'");
      HttpResponse<String> answer =
          fixture.member(Role.OWNER).post(KeyMaker.path(old) + "/actions/rotate", "{}");
      assertThat(answered(answer, 201).path("tier").textValue()).isEqualTo("enterprise");
    }

    @Test
    void isWrittenDown() {
      JsonNode old = keys.made("");
      JsonNode made = keys.rotated(old, "");
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created");
      assertThat(KeyMaker.actions(old)).containsExactly("api_key.created", "api_key.rotated");
      KeyMaker.Deed deed = KeyMaker.deeds(old).get(1);
      assertThat(deed.change("replacedBy").path("after")).isEqualTo(made.path("id"));
      assertThat(deed.changes()).doesNotContain(made.path("key").textValue());
    }
  }

  @Nested
  class Overlap {
    @Test
    void showsWhoStillUsesTheOldKey() {
      JsonNode old = keys.made("");
      works(old);
      KeyMaker.eventually("the use", () -> !keys.read(old).path("lastUsedAt").isNull());
      JsonNode made = keys.rotated(old, "");
      assertThat(rotation(old).path("requestsSince").intValue()).isZero();
      for (int i = 0; i < 3; i++) {
        get(
            "/v1/loyalty/tiers",
            "X-API-Key",
            old.path("key").textValue(),
            "X-Forwarded-For",
            "10.9.8.7");
        works(made);
      }
      KeyMaker.eventually("3 uses", () -> rotation(old).path("requestsSince").intValue() == 3);
      JsonNode view = rotation(old);
      assertThat(view.path("keyId")).isEqualTo(old.path("id"));
      assertThat(view.path("replacedBy")).isEqualTo(made.path("id"));
      assertThat(view.path("status").textValue()).isEqualTo("active");
      assertThat(view.path("lastUsedAddress").textValue()).isEqualTo("10.9.8.7");
      assertThat(instant(view, "lastUsedAt")).isAfterOrEqualTo(instant(view, "replacedAt"));
      assertThat(view.path("fullExpiresAt").isNull()).isTrue();
      assertThat(view.path("validUntil")).isEqualTo(keys.read(old).path("expiresAt"));
    }

    @Test
    void isCountedAnewWithEveryRotation() {
      JsonNode old = keys.made("");
      keys.rotated(old, "");
      works(old);
      KeyMaker.eventually("a use", () -> rotation(old).path("requestsSince").intValue() == 1);
      answered(keys.act(old, "abort-rotation", ""), 200);
      keys.rotated(old, "");
      assertThat(rotation(old).path("requestsSince").intValue()).isZero();
    }

    @Test
    void canBeExtendedWithinTheOldEnd() {
      Instant end = seconds(Duration.ofDays(3));
      JsonNode old = keys.made("'expiresAt':'" + end + "'");
      keys.rotated(old, "'gracePeriodSeconds':60");
      JsonNode extended =
          answered(keys.act(old, "extend-rotation", "'gracePeriodSeconds':172800"), 200);
      assertThat(instant(extended, "validUntil"))
          .isBetween(seconds(Duration.ofDays(2).minusMinutes(5)), seconds(Duration.ofDays(2)));
      JsonNode bounded =
          answered(keys.act(old, "extend-rotation", "'gracePeriodSeconds':2592000"), 200);
      assertThat(instant(bounded, "validUntil")).isEqualTo(end);
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofDays(2));
        works(old);
      }
      assertThat(KeyMaker.actions(old))
          .containsExactly(
              "api_key.created",
              "api_key.rotated",
              "api_key.rotation_extended",
              "api_key.rotation_extended");
      answered(keys.act(old, "extend-rotation", "'gracePeriodSeconds':0"), 200);
      isRefused(old, "api_key_expired");
    }

    @Test
    void canBeTakenBack() {
      Instant end = seconds(Duration.ofDays(60));
      JsonNode old = keys.made("'name':'Taken back','expiresAt':'" + end + "'");
      JsonNode made = keys.rotated(old, "");
      works(made);
      JsonNode view = answered(keys.act(old, "abort-rotation", ""), 200);
      assertThat(view.path("replacedBy").isNull()).isTrue();
      assertThat(instant(view, "expiresAt")).isEqualTo(end);
      assertThat(view).isEqualTo(keys.read(old));
      isRefused(made, "api_key_revoked");
      works(old);
      keys.client().refused(KeyMaker.path(old) + "/rotation", 404, "not_found");
      keys.refused("'name':'taken BACK'", 409, "duplicate_name");
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created", "api_key.revoked");
      assertThat(KeyMaker.actions(old))
          .containsExactly("api_key.created", "api_key.rotated", "api_key.rotation_aborted");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"-1", "2592001", "1.5", "'60'", "true"})
    void boundsTheGracePeriod(String seconds) {
      JsonNode old = keys.made("");
      for (String deed : List.of("rotate", "extend-rotation")) {
        JsonNode problem =
            ProblemCheck.of(
                keys.act(old, deed, "'gracePeriodSeconds':" + seconds), 400, "validation_error");
        assertThat(ApiClient.pointers(problem)).containsExactly("/gracePeriodSeconds");
      }
      assertThat(keys.read(old).path("replacedBy").isNull()).isTrue();
    }

    @Test
    void knowsNoOtherMember() {
      JsonNode problem =
          ProblemCheck.of(
              keys.act(keys.made(""), "rotate", "'name':'New'"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/name");
    }
  }

  @Nested
  class Status404 {
    @Test
    void knowsNoRotationOfAKeyThatHasNone() {
      JsonNode key = keys.made("");
      keys.client().refused(KeyMaker.path(key) + "/rotation", 404, "not_found");
      ProblemCheck.of(keys.act(key, "extend-rotation", ""), 404, "not_found");
      ProblemCheck.of(keys.act(key, "abort-rotation", ""), 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void rotatesOnlyActiveKeysAndOnlyOnce() {
      JsonNode revoked = keys.made("");
      keys.revoked(revoked);
      ProblemCheck.of(keys.act(revoked, "rotate", ""), 409, "conflict");
      JsonNode rotated = keys.made("");
      keys.rotated(rotated, "");
      ProblemCheck.of(keys.act(rotated, "rotate", ""), 409, "conflict");
      JsonNode expired = keys.made("'expiresAt':'" + seconds(Duration.ofHours(1)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        ProblemCheck.of(keys.act(expired, "rotate", ""), 409, "conflict");
      }
    }

    @Test
    void takesNothingBackOnceTheOldKeyHasEnded() {
      JsonNode old = keys.made("");
      keys.rotated(old, "'gracePeriodSeconds':0");
      ProblemCheck.of(keys.act(old, "abort-rotation", ""), 409, "conflict");
      ProblemCheck.of(keys.act(old, "extend-rotation", ""), 409, "conflict");
      JsonNode over = keys.made("");
      keys.rotated(over, "");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofDays(2));
        ProblemCheck.of(keys.act(over, "abort-rotation", ""), 409, "conflict");
        ProblemCheck.of(keys.act(over, "extend-rotation", ""), 409, "conflict");
      }
    }

    @Test
    void takesNothingBackWhoseSuccessorWasRotatedItself() {
      JsonNode old = keys.made("");
      JsonNode second = keys.rotated(old, "");
      keys.rotated(second, "");
      ProblemCheck.of(keys.act(old, "abort-rotation", ""), 409, "conflict");
      answered(keys.act(second, "abort-rotation", ""), 200);
      answered(keys.act(old, "abort-rotation", ""), 200);
      works(old);
    }

    @Test
    void takesNoNameBackThatIsTaken() {
      JsonNode old = keys.made("'name':'Wanted'");
      JsonNode made = keys.rotated(old, "");
      keys.revoked(made);
      JsonNode other = keys.made("'name':'WANTED'");
      ProblemCheck.of(keys.act(old, "abort-rotation", ""), 409, "duplicate_name");
      works(old);
      keys.revoked(other);
      answered(keys.act(old, "abort-rotation", ""), 200);
    }

    @Test
    void takesNoPlaceBackThatIsTaken() {
      JsonNode old = keys.made("");
      keys.revoked(keys.rotated(old, ""));
      for (int i = 0; i < 5; i++) {
        keys.made("");
      }
      ProblemCheck.of(keys.act(old, "abort-rotation", ""), 409, "key_limit_reached");
      keys.revoked(keys.list("&status=active").path(1));
      answered(keys.act(old, "abort-rotation", ""), 200);
    }
  }

  @Nested
  class Reissue {
    private HttpResponse<String> reissue(UUID organization) {
      return keys.client()
          .post(KEYS + "/actions/reissue", "{\"organizationId\":\"" + organization + "\"}");
    }

    @Test
    void leavesOneKeyInPlaceOfAll() {
      JsonNode first = keys.made("'name':'First','scopes':['store:read']");
      JsonNode second = keys.made("'name':'Second','scopes':['products:read']");
      JsonNode test = keys.made("'environment':'test','scopes':['keys:read']");
      JsonNode successor = keys.rotated(first, "");
      JsonNode revoked = keys.made("");
      keys.revoked(revoked);
      JsonNode sibling = KeyMaker.of(fixture.sibling()).made("");
      for (JsonNode each : List.of(first, second, test, successor, sibling)) {
        using(each).get("/v1/loyalty/tiers");
      }
      HttpResponse<String> answer = reissue(fixture.organization);
      JsonNode made = answered(answer, 201);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(KeyMaker.path(made));
      for (JsonNode each : List.of(first, second, test, successor, revoked)) {
        isRefused(each, "api_key_revoked");
        assertThat(KeyMaker.actions(each)).contains("api_key.revoked");
      }
      assertThat(keys.read(first).path("revocationReason").textValue()).isEqualTo("reissued");
      assertThat(keys.read(revoked).path("revocationReason").isNull()).isTrue();
      assertThat(made.path("scopes").toString())
          .isEqualTo("[\"store:read\",\"products:read\",\"keys:read\"]");
      assertThat(made.path("environment").textValue()).isEqualTo("live");
      assertThat(made.path("name")).isEqualTo(successor.path("name"));
      assertThat(ApiClient.ids(keys.list("&status=active"))).containsExactly(KeyMaker.id(made));
      using(made).read("/v1/products");
      assertThat(using(sibling).get("/v1/store").statusCode()).isEqualTo(404);
      assertThat(KeyMaker.actions(made)).containsExactly("api_key.created");
    }

    @Test
    void isOfTheCallersOwnOrganization() {
      String own = fixture.key(Scopes.ALL);
      HttpResponse<String> answer = new ApiClient(own).post(KEYS + "/actions/reissue", "{}");
      using(answered(answer, 201)).read(KEYS);
      KeyMaker.isRefused(own, "api_key_revoked");
    }

    @Test
    void needsAnActiveKey() {
      ProblemCheck.of(reissue(fixture.organization), 409, "conflict");
      JsonNode made = keys.made("'expiresAt':'" + seconds(Duration.ofHours(1)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        ProblemCheck.of(reissue(fixture.organization), 409, "conflict");
      }
      assertThat(keys.read(made).path("revokedAt").isNull()).isTrue();
    }

    @Test
    void knowsNoForeignOrganization() {
      Fixture stranger = Fixture.create();
      JsonNode theirs = KeyMaker.of(stranger).made("");
      ProblemCheck.of(reissue(stranger.organization), 404, "not_found");
      ProblemCheck.of(reissue(Fixture.id()), 404, "not_found");
      ProblemCheck.of(
          new ApiClient(fixture.key(Scopes.ALL))
              .post(
                  KEYS + "/actions/reissue",
                  "{\"organizationId\":\"" + fixture.sibling().organization + "\"}"),
          404,
          "not_found");
      assertThat(using(theirs).get("/v1/store").statusCode()).isEqualTo(404);
    }

    @Test
    void asksATenantWhichOneIsMeant() {
      JsonNode problem =
          ProblemCheck.of(
              keys.client().post(KEYS + "/actions/reissue", "{}"), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/organizationId");
    }
  }
}
