package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A kept key is shown again to a member in person, who enters the password, and to nobody else. */
class KeyRevealIT extends ServerIT {
  private static final String RIGHT = "{\"password\":\"" + TestPasswords.PASSWORD + "\"}";
  private static final String WRONG = "{\"password\":\"not the one it is\"}";

  private final Fixture fixture = Fixture.create();
  private final MemberClient owner = withPassword(fixture.member(Role.OWNER));

  private static MemberClient withPassword(MemberClient member) {
    TestPasswords.give(member.id(), TestPasswords.HASH);
    return member;
  }

  private void revealable(boolean wanted) {
    HttpResponse<String> answer =
        fixture
            .tenantMember(Role.OWNER)
            .patch(
                "/v1/organizations/" + fixture.organization,
                "{\"keyPolicy\":{\"revealable\":" + wanted + "}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode made() {
    HttpResponse<String> answer =
        owner.post(
            "/v1/api-keys",
            "{\"name\":\"Key %s\",\"scopes\":[\"store:read\"]}".formatted(UUID.randomUUID()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer);
  }

  private static HttpResponse<String> reveal(MemberClient member, JsonNode key, String body) {
    return member.post(path(key), body, "X-Forwarded-For", Addresses.fresh());
  }

  private static String path(JsonNode key) {
    return "/v1/api-keys/" + key.path("id").asText() + "/actions/reveal";
  }

  @Nested
  class Status200 {
    @Test
    void showsTheKeyAsOftenAsTheMemberEntersThePassword() {
      revealable(true);
      JsonNode key = made();
      assertThat(key.path("revealable").asBoolean()).isTrue();
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer = reveal(owner, key, RIGHT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ApiClient.json(answer)).isEqualTo(key);
      }
      assertThat(AuditRows.everythingOf(fixture.tenant))
          .contains("api_key.revealed")
          .doesNotContain(key.path("key").asText());
    }

    @Test
    void showsTheSuccessorThatMadeItselfOnce() {
      Fixture.run(
          "update organization set lifetime_days = 365, renew_within_days = 30 where id = ?",
          fixture.organization);
      String old = fixture.keyUntil(Instant.now().plusSeconds(3600));
      assertThat(get("/v1/loyalty/tiers", "X-API-Key", old).statusCode()).isEqualTo(200);
      JsonNode successor = KeyRevealIT.this.successor(Fixture.idOf(old));
      assertThat(successor.path("renewed").asBoolean()).isTrue();
      HttpResponse<String> first = reveal(owner, successor, RIGHT);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
      String text = ApiClient.json(first).path("key").asText();
      assertThat(get("/v1/loyalty/tiers", "X-API-Key", text).statusCode()).isEqualTo(200);
      ApiClient.problem(reveal(owner, successor, RIGHT), 409, "conflict");
    }
  }

  // Made with the next batch of uses, every two seconds.
  private JsonNode successor(UUID old) {
    ApiClient reader = new ApiClient(fixture.key(Scopes.ALL));
    String path = "/v1/api-keys/" + old;
    KeyMaker.eventually("a successor", () -> reader.read(path).path("replacedBy").isTextual());
    return reader.read("/v1/api-keys/" + reader.read(path).path("replacedBy").asText());
  }

  @Nested
  class Status401 {
    @Test
    void asksForTheRightPassword() {
      revealable(true);
      JsonNode key = made();
      ApiClient.problem(reveal(owner, key, WRONG), 401, "sign_in_failed");
      assertThat(AuditRows.everythingOf(fixture.tenant)).doesNotContain("api_key.revealed");
    }

    @Test
    void hasNothingToCompareForAMemberWithoutAPassword() {
      revealable(true);
      JsonNode key = made();
      ApiClient.problem(reveal(fixture.member(Role.OWNER), key, RIGHT), 401, "sign_in_failed");
    }
  }

  @Nested
  class Status403 {
    @Test
    void refusesKeysWhateverTheyHold() {
      revealable(true);
      JsonNode key = made();
      ApiClient caller = new ApiClient(fixture.key(Scopes.ALL));
      ApiClient.problem(caller.post(path(key), RIGHT), 403, "permission_denied");
    }

    @Test
    void refusesMembersWhoOnlyLook() {
      revealable(true);
      JsonNode key = made();
      MemberClient viewer = withPassword(fixture.member(Role.VIEWER));
      ApiClient.problem(reveal(viewer, key, RIGHT), 403, "insufficient_scope");
    }

    @Test
    void refusesWhoHoldsLessThanTheKey() {
      revealable(true);
      HttpResponse<String> answer =
          owner.post("/v1/api-keys", "{\"name\":\"Of members\",\"scopes\":[\"members:write\"]}");
      MemberClient admin = withPassword(fixture.member(Role.ADMIN));
      ApiClient.problem(reveal(admin, ApiClient.json(answer), RIGHT), 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @Test
    void knowsNoKeyOfAnotherOrganization() {
      revealable(true);
      JsonNode key = made();
      for (Fixture other : List.of(fixture.sibling(), Fixture.create())) {
        MemberClient stranger = withPassword(other.member(Role.OWNER));
        ApiClient.problem(reveal(stranger, key, RIGHT), 404, "not_found");
      }
    }
  }

  @Nested
  class Status409 {
    @Test
    void keepsNoKeyUnlessThePolicySaysSo() {
      JsonNode key = made();
      assertThat(key.path("revealable").asBoolean()).isFalse();
      ApiClient.problem(reveal(owner, key, RIGHT), 409, "conflict");
    }

    @Test
    void forgetsTheKeysWhenThePolicyIsTakenBack() {
      revealable(true);
      JsonNode key = made();
      revealable(false);
      ApiClient.problem(reveal(owner, key, RIGHT), 409, "conflict");
      revealable(true);
      ApiClient.problem(reveal(owner, key, RIGHT), 409, "conflict");
    }

    @Test
    void forgetsAKeyWithItsRevocation() {
      revealable(true);
      JsonNode key = made();
      owner.post("/v1/api-keys/" + key.path("id").asText() + "/actions/revoke", "{}");
      ApiClient.problem(reveal(owner, key, RIGHT), 409, "conflict");
    }
  }

  @Nested
  class Status429 {
    @Test
    void countsAttemptsAsThoseToSignIn() {
      revealable(true);
      JsonNode key = made();
      for (int i = 0; i < 10; i++) {
        ApiClient.problem(reveal(owner, key, WRONG), 401, "sign_in_failed");
      }
      HttpResponse<String> answer = reveal(owner, key, RIGHT);
      ApiClient.problem(answer, 429, "rate_limited");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("300");
    }
  }
}
