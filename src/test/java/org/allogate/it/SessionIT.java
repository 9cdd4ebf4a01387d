package org.allogate.it;

import static org.allogate.it.TestPasswords.PASSWORD;
import static org.allogate.it.TestPasswords.accept;
import static org.allogate.it.TestPasswords.body;
import static org.allogate.it.TestPasswords.open;
import static org.allogate.it.TestPasswords.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.access.SessionCookie;
import org.allogate.people.Role;
import org.allogate.scopes.Scopes;
import org.allogate.secrets.Digests;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members sign in and out, and nobody else does. */
class SessionIT extends ServerIT {
  private static final String SESSION = "/v1/session";
  private static final String ALL = SESSION + "/all";
  private static final String EVERYWHERE = SESSION + "/actions/sign-out-everywhere";
  private static final String CHANGE = SESSION + "/actions/change-password";
  private static final String ACCEPT = SESSION + "/actions/accept-invitation";
  private static final String OTHER = "quite another word to pass by";
  private static final int ROUNDS = Rounds.of(200);

  private final Fixture fixture = Fixture.create();
  private final String email = "m" + UUID.randomUUID() + "@example.com";

  private UUID member(Role role) {
    return fixture.memberRow(null, role, email);
  }

  private static String change(String current, String wanted) {
    return "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, wanted);
  }

  // As a session proves its password from an address like any other attempt.
  private static HttpResponse<String> change(MemberClient client, String current, String wanted) {
    return client.post(CHANGE, change(current, wanted), "X-Forwarded-For", Addresses.fresh());
  }

  private String invitation(UUID member) {
    MemberClient owner = fixture.tenantMember(Role.OWNER);
    HttpResponse<String> answer = owner.post("/v1/members/" + member + "/actions/invite", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiClient.json(answer).at("/invitation/token").textValue();
  }

  // The server writes an empty value as two quotes, and the age as a date.
  private static void requireCookieGone(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith(SessionCookie.NAME + "=\"\";")
        .contains("Expires=Thu, 01 Dec 1994", "Path=/;", "Secure");
  }

  @Nested
  class Status200 {
    @Test
    void signsIn() {
      UUID member = member(Role.ADMIN);
      HttpResponse<String> answer = signIn(email, PASSWORD);
      MemberClient client = MemberClient.of(answer);
      assertThat(client.id()).isEqualTo(member);
      JsonNode session = ApiClient.json(answer);
      assertThat(session.at("/member/email").textValue()).isEqualTo(email);
      assertThat(session.at("/member/role").textValue()).isEqualTo("admin");
      assertThat(session.at("/member/organizationId").isNull()).isTrue();
      assertThat(session.at("/member/tenantId").textValue()).isEqualTo("" + fixture.tenant);
      assertThat(session.path("idleSeconds").intValue()).isEqualTo(3600);
      assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
      assertThat(client.read(SESSION)).isEqualTo(session);
      assertThat(AuditRows.actionsOn(member)).containsExactly("member.signed_in");
    }

    @Test
    void setsACookieThatNoScriptAndNoOtherSiteUses() {
      member(Role.VIEWER);
      String cookie = signIn(email, PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie.split(";\\s*"))
          .hasSizeGreaterThanOrEqualTo(6)
          .contains("HttpOnly", "Secure", "Path=/", "SameSite=Lax")
          .anyMatch(attribute -> attribute.startsWith("Expires="))
          .noneMatch(attribute -> attribute.startsWith("Domain"));
      assertThat(cookie).startsWith("__Host-allogate-session=");
    }

    @Test
    void ignoresTheCaseOfTheAddressAndSpaceAroundIt() {
      member(Role.VIEWER);
      assertThat(signIn(" " + email.toUpperCase() + " ", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAPasswordHoweverItsCharactersWereComposed() {
      UUID member = member(Role.VIEWER);
      MemberClient client = Fixture.signedIn(member);
      assertThat(change(client, PASSWORD, "une e\u0301te\u0301 longue").statusCode())
          .isEqualTo(200);
      assertThat(signIn(email, "une \u00e9t\u00e9 longue").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheSessionThatTheBrowserHad() {
      UUID member = member(Role.VIEWER);
      MemberClient before = Fixture.signedIn(member);
      MemberClient other = Fixture.signedIn(member);
      MemberClient after = MemberClient.of(signIn(email, PASSWORD, "Cookie", before.cookie()));
      assertThat(after.token()).isNotEqualTo(before.token());
      assertThat(before.isIn()).isFalse();
      assertThat(after.isIn()).isTrue();
      assertThat(other.isIn()).isTrue();
    }

    @Test
    void neverTakesOverATokenThatWasPlanted() {
      member(Role.VIEWER);
      String planted = SessionCookie.NAME + "=planted";
      MemberClient client = MemberClient.of(signIn(email, PASSWORD, "Cookie", planted));
      assertThat(client.token()).isNotEqualTo("planted");
      assertThat(client.isIn()).isTrue();
    }

    @Test
    void tellsTenantsApartByThePasswordOrByTheirId() {
      UUID here = member(Role.VIEWER);
      Fixture elsewhere = Fixture.create();
      UUID there = elsewhere.memberRow(null, Role.VIEWER, email);
      String named =
          "{\"email\":\"%s\",\"password\":\"%s\",\"tenantId\":\"%s\"}"
              .formatted(email, PASSWORD, elsewhere.tenant);
      assertThat(MemberClient.of(open("POST", SESSION, named)).id()).isEqualTo(there);
      Fixture.run("update member set password = null where id = ?", there);
      assertThat(MemberClient.of(signIn(email, PASSWORD)).id()).isEqualTo(here);
    }

    @Test
    void letsAnOwnerIntoADisabledTenant() {
      member(Role.OWNER);
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      assertThat(MemberClient.of(signIn(email, PASSWORD)).isIn()).isTrue();
    }

    @Test
    void makesAnOutdatedHashAnew() {
      UUID member = member(Role.VIEWER);
      TestPasswords.give(member, TestPasswords.hash(1024));
      assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(200);
      assertThat(AuditRows.texts("select password from member where id = ?", member).get(0))
          .startsWith("PBKDF2WithHmacSHA512:" + TestPasswords.ITERATIONS + ":");
      assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void changesThePasswordAndEndsEveryOtherSession() {
      UUID member = member(Role.VIEWER);
      MemberClient client = Fixture.signedIn(member);
      MemberClient other = Fixture.signedIn(member);
      MemberClient after = MemberClient.of(change(client, PASSWORD, OTHER));
      assertThat(client.isIn()).isFalse();
      assertThat(other.isIn()).isFalse();
      assertThat(after.isIn()).isTrue();
      assertThat(after.csrf()).isNotEqualTo(client.csrf());
      ProblemCheck.of(signIn(email, PASSWORD), 401, "sign_in_failed");
      assertThat(signIn(email, OTHER).statusCode()).isEqualTo(200);
      assertThat(AuditRows.actionsOn(member))
          .containsExactly("member.password_changed", "member.sign_in_failed", "member.signed_in");
    }

    @Test
    void acceptsAnInvitationOnceAndEndsEverySession() {
      UUID member = member(Role.VIEWER);
      MemberClient before = Fixture.signedIn(member);
      String token = invitation(member);
      assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(200);
      MemberClient client = MemberClient.of(accept(token, OTHER));
      assertThat(client.id()).isEqualTo(member);
      assertThat(client.isIn()).isTrue();
      assertThat(before.isIn()).isFalse();
      ProblemCheck.of(accept(token, PASSWORD), 401, "sign_in_failed");
      assertThat(signIn(email, OTHER).statusCode()).isEqualTo(200);
      assertThat(AuditRows.actionsOn(member))
          .containsExactly(
              "member.invited",
              "member.signed_in",
              "member.invitation_accepted",
              "member.signed_in",
              "member.signed_in");
    }

    @Test
    void takesAnotherNameWithAnInvitation() {
      UUID member = member(Role.VIEWER);
      String body =
          "{\"token\":\"%s\",\"password\":\"%s\",\"name\":\" Alex Doe \"}"
              .formatted(invitation(member), OTHER);
      JsonNode session = ApiClient.json(open("POST", ACCEPT, body));
      assertThat(session.at("/member/name").textValue()).isEqualTo("Alex Doe");
    }
  }

  private static UUID idOf(MemberClient client) {
    for (JsonNode session : client.read(ALL).path("data")) {
      if (session.path("current").booleanValue()) {
        return UUID.fromString(session.path("id").textValue());
      }
    }
    throw new AssertionError("none is the one that asks");
  }

  @Nested
  class OwnSessions {
    @Test
    void listsThoseInForceTheOneHeardOfLastFirst() {
      UUID member = member(Role.VIEWER);
      String address = Addresses.fresh();
      MemberClient first = MemberClient.of(signIn(email, PASSWORD, "X-Forwarded-For", address));
      MemberClient ended = Fixture.signedIn(member);
      MemberClient idle = Fixture.signedIn(member);
      MemberClient last = Fixture.signedIn(member);
      List<UUID> ids = Stream.of(last, first).map(SessionIT::idOf).toList();
      ended.send("DELETE", SESSION, "");
      Fixture.run(
          "update member_session set last_seen_at = utc_timestamp(6) - interval 2 hour"
              + " where id = ?",
          (Object) Digests.sha256(idle.token().getBytes(StandardCharsets.ISO_8859_1)));
      fixture.tenantMember(Role.VIEWER).read(ALL);
      HttpResponse<String> answer = first.get(ALL);
      JsonNode sessions = ApiClient.json(answer).path("data");
      assertThat(ApiClient.ids(sessions)).isEqualTo(ids);
      assertThat(sessions.at("/0/current").booleanValue()).isFalse();
      assertThat(sessions.at("/0/address").isNull()).isTrue();
      assertThat(sessions.at("/1/current").booleanValue()).isTrue();
      assertThat(sessions.at("/1/address").textValue()).isEqualTo(address);
      assertThat(sessions.at("/1/expiresAt")).isEqualTo(first.read(SESSION).path("expiresAt"));
      assertThat(answer.body()).doesNotContain(first.token(), first.csrf(), last.csrf());
    }

    @Test
    void endsOneOfThem() {
      UUID member = member(Role.VIEWER);
      MemberClient here = Fixture.signedIn(member);
      MemberClient there = Fixture.signedIn(member);
      UUID id = idOf(there);
      assertThat(here.send("DELETE", ALL + "/" + id, "").statusCode()).isEqualTo(204);
      assertThat(there.isIn()).isFalse();
      assertThat(here.isIn()).isTrue();
      assertThat(AuditRows.actionsOn(member)).containsExactly("member.signed_out");
      ProblemCheck.of(here.send("DELETE", ALL + "/" + id, ""), 404, "not_found");
      assertThat(here.send("DELETE", ALL + "/" + idOf(here), "").statusCode()).isEqualTo(204);
      assertThat(here.isIn()).isFalse();
    }

    @Test
    void endsNobodyElses() {
      MemberClient member = Fixture.signedIn(member(Role.OWNER));
      for (MemberClient other :
          List.of(fixture.tenantMember(Role.VIEWER), Fixture.create().member(Role.OWNER))) {
        ProblemCheck.of(member.send("DELETE", ALL + "/" + idOf(other), ""), 404, "not_found");
        assertThat(other.isIn()).isTrue();
      }
      ProblemCheck.of(member.send("DELETE", ALL + "/" + UUID.randomUUID(), ""), 404, "not_found");
      ProblemCheck.of(member.send("DELETE", ALL + "/" + member.token(), ""), 404, "not_found");
    }

    @Test
    void areForMembersAlone() {
      MemberClient member = Fixture.signedIn(member(Role.OWNER));
      String one = ALL + "/" + idOf(member);
      ApiClient key = new ApiClient(fixture.tenantKey(Scopes.ALL));
      key.refused(ALL, 403, "permission_denied");
      ApiClient.problem(key.send("DELETE", one, ""), 403, "permission_denied");
      ProblemCheck.of(get(ALL), 401, "missing_api_key");
      MemberClient forged = new MemberClient(member.id(), member.token(), "x");
      ProblemCheck.of(forged.send("DELETE", one, ""), 403, "csrf_token_invalid");
      assertThat(member.isIn()).isTrue();
    }

    @Test
    void areThereForTheOwnerOfADisabledTenant() {
      MemberClient owner = Fixture.signedIn(member(Role.OWNER));
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      assertThat(owner.read(ALL).path("data")).hasSize(1);
    }
  }

  @Nested
  class Status204 {
    @Test
    void signsOut() {
      UUID member = member(Role.VIEWER);
      MemberClient client = Fixture.signedIn(member);
      MemberClient other = Fixture.signedIn(member);
      HttpResponse<String> answer = client.send("DELETE", SESSION, "");
      assertThat(answer.statusCode()).isEqualTo(204);
      requireCookieGone(answer);
      assertThat(client.isIn()).isFalse();
      assertThat(other.isIn()).isTrue();
      assertThat(AuditRows.actionsOn(member)).containsExactly("member.signed_out");
    }

    @Test
    void signsOutOfASessionThatHasEnded() {
      MemberClient client = Fixture.signedIn(member(Role.VIEWER));
      client.send("DELETE", SESSION, "");
      HttpResponse<String> again = client.send("DELETE", SESSION, "");
      assertThat(again.statusCode()).isEqualTo(204);
      requireCookieGone(again);
      assertThat(open("DELETE", SESSION, "").statusCode()).isEqualTo(204);
    }

    @Test
    void signsOutEverywhere() {
      UUID member = member(Role.VIEWER);
      List<MemberClient> clients =
          Stream.generate(() -> Fixture.signedIn(member)).limit(3).toList();
      MemberClient stranger = fixture.tenantMember(Role.VIEWER);
      HttpResponse<String> answer = clients.get(1).post(EVERYWHERE, "");
      assertThat(answer.statusCode()).isEqualTo(204);
      requireCookieGone(answer);
      assertThat(clients).noneMatch(MemberClient::isIn);
      assertThat(stranger.isIn()).isTrue();
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryMistakeOfASignIn() {
      JsonNode problem =
          ApiClient.problem(
              open("POST", SESSION, "{\"password\":7,\"tenantId\":\"x\",\"role\":\"owner\"}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/email", "/password", "/tenantId", "/role");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"elevenchars", "passwordpassword", "PasswordPassword", "1234567890123456"})
    void refusesAWeakPassword(String weak) {
      MemberClient client = Fixture.signedIn(member(Role.VIEWER));
      JsonNode problem = ApiClient.problem(change(client, PASSWORD, weak), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/newPassword");
      assertThat(problem.toString()).doesNotContain(weak);
    }

    @Test
    void keepsTheInvitationWhenThePasswordIsWeak() {
      UUID member = member(Role.VIEWER);
      String token = invitation(member);
      JsonNode problem = ApiClient.problem(accept(token, email), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/password");
      assertThat(accept(token, OTHER).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotLetAnInvitedMemberChooseItsAddressOrRole() {
      String token = invitation(member(Role.VIEWER));
      String body =
          "{\"token\":\"%s\",\"password\":\"%s\",\"email\":\"x@example.com\"}"
              .formatted(token, OTHER);
      assertThat(
              ApiClient.pointers(
                  ApiClient.problem(open("POST", ACCEPT, body), 400, "validation_error")))
          .containsExactly("/email");
      String role = body.replace("\"email\":\"x@example.com\"", "\"role\":\"owner\"");
      assertThat(
              ApiClient.pointers(
                  ApiClient.problem(open("POST", ACCEPT, role), 400, "validation_error")))
          .containsExactly("/role");
    }
  }

  @Nested
  class Status401 {
    @Test
    void saysTheSameWhateverWasWrong() {
      member(Role.VIEWER);
      UUID disabled = fixture.memberRow(null, Role.VIEWER, "d" + email);
      Fixture.run("update member set active = false where id = ?", disabled);
      UUID without = fixture.memberRow(null, Role.VIEWER, "w" + email);
      Fixture.run("update member set password = null where id = ?", without);
      List<String> answers =
          Stream.of(
                  signIn(email, PASSWORD + "x"),
                  signIn("u" + email, PASSWORD),
                  signIn("d" + email, PASSWORD),
                  signIn("w" + email, PASSWORD),
                  signIn(email.replace("@", "\u00ad@"), PASSWORD),
                  accept("x", OTHER))
              .map(SessionIT::withoutItsRequest)
              .distinct()
              .toList();
      assertThat(answers).hasSize(1);
      assertThat(AuditRows.everythingOf(fixture.tenant).lines())
          .as("known members' failures are written down")
          .hasSize(3)
          .allMatch(line -> line.contains("member.sign_in_failed"));
    }

    @Test
    void doesNotTakeAnEmptyOrHalfPassword() {
      member(Role.VIEWER);
      ProblemCheck.of(signIn(email, " " + PASSWORD), 401, "sign_in_failed");
      ProblemCheck.of(signIn(email, PASSWORD.toUpperCase()), 401, "sign_in_failed");
    }

    @Test
    void tellsAMemberOfADisabledTenantAfterItsPassword() {
      UUID member = member(Role.ADMIN);
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      ProblemCheck.of(signIn(email, OTHER), 401, "sign_in_failed");
      ProblemCheck.of(signIn(email, PASSWORD), 401, "tenant_disabled");
      assertThat(AuditRows.actionsOn(member))
          .containsExactly("member.sign_in_failed", "member.sign_in_failed");
    }

    @Test
    void tellsAMemberOfADisabledOrganizationAfterItsPassword() {
      fixture.memberRow(fixture.organization, Role.OWNER, email);
      Fixture.run("update organization set active = false where id = ?", fixture.organization);
      ProblemCheck.of(signIn(email, OTHER), 401, "sign_in_failed");
      ProblemCheck.of(signIn(email, PASSWORD), 401, "user_inactive");
    }

    @Test
    void endsASessionThatNothingWasHeardOf() {
      MemberClient client = Fixture.signedIn(member(Role.VIEWER));
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(59));
        assertThat(client.isIn()).isTrue();
        clock.advance(Duration.ofMinutes(61));
        ProblemCheck.of(client.get(SESSION), 401, "session_expired");
        ProblemCheck.of(client.post(EVERYWHERE, ""), 401, "session_expired");
        assertThat(client.send("DELETE", SESSION, "").statusCode()).isEqualTo(204);
      }
    }

    @Test
    void endsASessionAtItsAbsoluteLimitHoweverBusyItIs() {
      member(Role.VIEWER);
      MemberClient client = MemberClient.of(signIn(email, PASSWORD));
      try (ServerClock clock = new ServerClock()) {
        for (int hour = 0; hour < 12; hour++) {
          assertThat(client.isIn()).isTrue();
          clock.advance(Duration.ofMinutes(59));
        }
        assertThat(client.isIn()).isTrue();
        clock.advance(Duration.ofMinutes(13));
        ProblemCheck.of(client.get(SESSION), 401, "session_expired");
      }
    }

    @Test
    void doesNotTakeAnInvitationThatIsOver() {
      UUID member = member(Role.VIEWER);
      String token = invitation(member);
      Fixture.run(
          "update member_invitation set expires_at = utc_timestamp(6) where member_id = ?", member);
      ProblemCheck.of(accept(token, OTHER), 401, "sign_in_failed");
      String last = invitation(member);
      String newest = invitation(member);
      ProblemCheck.of(accept(last, OTHER), 401, "sign_in_failed");
      assertThat(accept(newest, OTHER).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotTakeASessionsTokenForAnInvitation() {
      MemberClient client = Fixture.signedIn(member(Role.VIEWER));
      ProblemCheck.of(accept(client.token(), OTHER), 401, "sign_in_failed");
    }

    @Test
    void tellsAnInvitedMemberOfADisabledTenant() {
      UUID member = member(Role.VIEWER);
      String token = invitation(member);
      Fixture.run("update tenant set active = false where id = ?", fixture.tenant);
      ProblemCheck.of(accept(token, OTHER), 401, "tenant_disabled");
      Fixture.run("update tenant set active = true where id = ?", fixture.tenant);
      assertThat(accept(token, OTHER).statusCode()).isEqualTo(200);
    }

    @Test
    void challengesAsEveryOther() {
      assertThat(signIn("u" + email, PASSWORD).headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer realm=\"allogate\", resource_metadata=\"http");
    }

    @Test
    void needsASession() {
      ProblemCheck.of(get(SESSION), 401, "missing_api_key");
      ProblemCheck.of(open("POST", EVERYWHERE, ""), 401, "missing_api_key");
    }

    @Test
    void wantsTheCurrentPasswordForAnother() {
      UUID member = member(Role.VIEWER);
      MemberClient client = Fixture.signedIn(member);
      ProblemCheck.of(change(client, OTHER, OTHER), 401, "sign_in_failed");
      assertThat(client.isIn()).isTrue();
      assertThat(AuditRows.actionsOn(member)).containsExactly("member.sign_in_failed");
    }
  }

  private static String withoutItsRequest(HttpResponse<String> answer) {
    ObjectNode problem = (ObjectNode) ProblemCheck.of(answer, 401, "sign_in_failed");
    problem.remove("request_id");
    problem.remove("instance");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    return problem.toString();
  }

  @Nested
  class Status403 {
    @Test
    void refusesAChangeWithoutTheSessionsOwnToken() {
      UUID member = member(Role.VIEWER);
      MemberClient client = Fixture.signedIn(member);
      MemberClient other = Fixture.signedIn(member);
      for (String csrf : List.of("", "x", other.csrf())) {
        MemberClient forged = new MemberClient(member, client.token(), csrf);
        ProblemCheck.of(forged.send("DELETE", SESSION, ""), 403, "csrf_token_invalid");
        ProblemCheck.of(forged.post(EVERYWHERE, ""), 403, "csrf_token_invalid");
        ProblemCheck.of(change(forged, PASSWORD, OTHER), 403, "csrf_token_invalid");
      }
      ProblemCheck.of(
          open("DELETE", SESSION, "", "Cookie", client.cookie()), 403, "csrf_token_invalid");
      assertThat(client.isIn()).isTrue();
    }

    @Test
    void refusesWhatAnotherSiteSends() {
      member(Role.VIEWER);
      String[] foreign = {"Sec-Fetch-Site", "cross-site"};
      ProblemCheck.of(signIn(email, PASSWORD, foreign), 403, "csrf_token_invalid");
      ProblemCheck.of(accept("x", OTHER, foreign), 403, "csrf_token_invalid");
      ProblemCheck.of(open("DELETE", SESSION, "", foreign), 403, "csrf_token_invalid");
      assertThat(signIn(email, PASSWORD, "Sec-Fetch-Site", "same-origin").statusCode())
          .isEqualTo(200);
    }

    @Test
    void isForMembersAlone() {
      ApiClient key = new ApiClient(fixture.tenantKey(Scopes.ALL));
      key.refused(SESSION, 403, "permission_denied");
      ApiClient.problem(key.post(EVERYWHERE, ""), 403, "permission_denied");
      ApiClient.problem(key.post(CHANGE, change(PASSWORD, OTHER)), 403, "permission_denied");
    }
  }

  @Nested
  class Status409 {
    @Test
    void asksWhichTenantIsMeant() {
      member(Role.VIEWER);
      Fixture elsewhere = Fixture.create();
      elsewhere.memberRow(null, Role.VIEWER, email);
      HttpResponse<String> answer = signIn(email, PASSWORD);
      JsonNode problem = ApiClient.problem(answer, 409, "conflict");
      assertThat(ApiClient.ids(problem.path("tenants")))
          .containsExactly(fixture.tenant, elsewhere.tenant);
      assertThat(problem.at("/tenants/0/name").textValue()).isEqualTo("A tenant");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Nested
  class Status415 {
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void doesNotReadWhatAFormCanSend(String type) {
      member(Role.VIEWER);
      var request =
          java.net.http.HttpRequest.newBuilder(uri(SESSION))
              .headers("Content-Type", type, "X-Forwarded-For", Addresses.fresh())
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body(email, PASSWORD)));
      ProblemCheck.of(send(request), 415, "unsupported_media_type");
    }
  }

  @Nested
  class Status429 {
    @Test
    void limitsTheAttemptsOfAnAccountWhereverTheyComeFrom() {
      MemberClient client = Fixture.signedIn(member(Role.VIEWER));
      for (int i = 0; i < 5; i++) {
        ProblemCheck.of(signIn(email.toUpperCase(), OTHER), 401, "sign_in_failed");
        ProblemCheck.of(change(client, OTHER, OTHER), 401, "sign_in_failed");
      }
      HttpResponse<String> answer = signIn(email, PASSWORD);
      JsonNode problem = ProblemCheck.of(answer, 429, "rate_limited");
      assertThat(problem.path("retry_after_seconds").intValue()).isEqualTo(300);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("300");
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase().startsWith("ratelimit"));
      ProblemCheck.of(change(client, PASSWORD, OTHER), 429, "rate_limited");
      assertThat(client.isIn()).isTrue();
    }

    @Test
    void limitsTheAttemptsOnAnUnknownAccountAlike() {
      for (int i = 0; i < 10; i++) {
        ProblemCheck.of(signIn(email, OTHER), 401, "sign_in_failed");
      }
      ProblemCheck.of(signIn(email, OTHER), 429, "rate_limited");
    }

    @Test
    void limitsTheAttemptsOfAnAddressWhoeverTheyAreFor() {
      member(Role.VIEWER);
      String[] from = {"X-Forwarded-For", Addresses.fresh()};
      for (int i = 0; i < 30; i++) {
        ProblemCheck.of(accept("x" + i, OTHER, from), 401, "sign_in_failed");
      }
      ProblemCheck.of(accept("x", OTHER, from), 429, "rate_limited");
      ProblemCheck.of(signIn(email, PASSWORD, from), 429, "rate_limited");
      assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  /** Two at once, hundreds of times. */
  @Nested
  class AtOnce {
    @Test
    void redeemsAnInvitationOnce() throws Exception {
      MemberClient owner = fixture.tenantMember(Role.OWNER);
      for (int round = 0; round < ROUNDS; round++) {
        UUID member = fixture.memberRow(null, Role.VIEWER);
        String token =
            ApiClient.json(owner.post("/v1/members/" + member + "/actions/invite", ""))
                .at("/invitation/token")
                .textValue();
        List<Integer> statuses =
            Threads.run(2, thread -> () -> accept(token, OTHER + thread).statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(200, 401);
      }
    }

    @Test
    void noSessionOfAnOldPasswordOutlivesIt() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "r" + round + email;
        MemberClient client = Fixture.signedIn(fixture.memberRow(null, Role.VIEWER, name));
        List<HttpResponse<String>> answers =
            Threads.run(
                2,
                thread ->
                    () -> thread == 0 ? change(client, PASSWORD, OTHER) : signIn(name, PASSWORD));
        assertThat(MemberClient.of(answers.get(0)).isIn()).isTrue();
        HttpResponse<String> signIn = answers.get(1);
        assertThat(signIn.statusCode()).as(signIn.body()).isIn(200, 401);
        if (signIn.statusCode() == 200) {
          assertThat(MemberClient.of(signIn).isIn()).isFalse();
        }
      }
    }
  }
}
