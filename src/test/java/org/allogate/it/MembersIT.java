package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.allogate.Threads;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see, make, invite and change whom; the last owner stays. */
class MembersIT extends ServerIT {
  private static final String MEMBERS = "/v1/members";
  private static final int ROUNDS = Rounds.of(250);

  private final Fixture fixture = Fixture.create();
  private final Fixture sibling = fixture.sibling();
  private final MemberClient owner = fixture.tenantMember(Role.OWNER);

  private static String body(String email, Role role, UUID organization) {
    return "{\"name\":\"A name\",\"email\":\"%s\",\"role\":\"%s\"%s}"
        .formatted(
            email,
            role.wireName(),
            organization == null ? "" : ",\"organizationId\":\"" + organization + "\"");
  }

  private static String fresh() {
    return "n" + UUID.randomUUID() + "@example.com";
  }

  private static String at(UUID member) {
    return MEMBERS + "/" + member;
  }

  private static String invite(UUID member) {
    return at(member) + "/actions/invite";
  }

  private static void requireStatus(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Nested
  class Status200 {
    @Test
    void listsEverybodyOldestFirstInPages() {
      List<UUID> all = new ArrayList<>(List.of(owner.id()));
      for (int i = 0; i < 5; i++) {
        all.add(fixture.memberRow(i % 2 == 0 ? null : fixture.organization, Role.VIEWER));
      }
      Fixture.create().memberRow(null, Role.OWNER);
      JsonNode first = owner.read(MEMBERS + "?limit=4");
      JsonNode second =
          owner.read(MEMBERS + "?limit=4&cursor=" + first.at("/pagination/nextCursor").textValue());
      List<UUID> seen = new ArrayList<>(ApiClient.ids(first.path("data")));
      seen.addAll(ApiClient.ids(second.path("data")));
      assertThat(seen).isEqualTo(all);
      assertThat(second.at("/pagination/nextCursor").isNull()).isTrue();
    }

    @Test
    void listsThoseOfOneOrganization() {
      UUID here = fixture.memberRow(fixture.organization, Role.VIEWER);
      UUID there = sibling.memberRow(sibling.organization, Role.VIEWER);
      String path = MEMBERS + "?organizationId=";
      assertThat(ApiClient.ids(owner.read(path + fixture.organization).path("data")))
          .containsExactly(here);
      assertThat(ApiClient.ids(owner.read(path + sibling.organization).path("data")))
          .containsExactly(there);
      assertThat(owner.read(path + Fixture.create().organization).path("data")).isEmpty();
    }

    @Test
    void showsACallerOfAnOrganizationItsOwnMembersAlone() {
      MemberClient viewer = fixture.member(Role.VIEWER);
      sibling.memberRow(sibling.organization, Role.VIEWER);
      assertThat(ApiClient.ids(viewer.read(MEMBERS).path("data"))).containsExactly(viewer.id());
      ApiClient key = new ApiClient(fixture.key(Scopes.of(Scope.MEMBERS_READ)));
      assertThat(ApiClient.ids(key.read(MEMBERS).path("data"))).containsExactly(viewer.id());
      assertThat(key.read(MEMBERS + "?organizationId=" + fixture.organization).path("data"))
          .hasSize(1);
    }

    @Test
    void showsAMember() {
      JsonNode made =
          ApiClient.json(owner.post(MEMBERS, body(fresh(), Role.ADMIN, fixture.organization)));
      JsonNode read = owner.read(at(UUID.fromString(made.path("id").textValue())));
      assertThat(read.properties())
          .extracting(Map.Entry::getKey)
          .containsExactly(
              "id",
              "name",
              "email",
              "role",
              "organizationId",
              "active",
              "createdAt",
              "lastSignInAt",
              "invited");
      assertThat(read.path("invited").booleanValue()).isTrue();
      assertThat(read.path("lastSignInAt").isNull()).isTrue();
      TestPasswords.accept(made.at("/invitation/token").textValue(), TestPasswords.PASSWORD);
      JsonNode after = owner.read(at(UUID.fromString(made.path("id").textValue())));
      assertThat(after.path("invited").booleanValue()).isFalse();
      assertThat(after.path("lastSignInAt").textValue()).isNotNull();
    }

    @Test
    void changesWhatIsSaidAndNothingElse() {
      UUID member = fixture.memberRow(fixture.organization, Role.VIEWER);
      JsonNode before = owner.read(at(member));
      HttpResponse<String> renamed = owner.patch(at(member), "{\"name\":\" Alex Doe \"}");
      requireStatus(renamed, 200);
      JsonNode after = ApiClient.json(renamed);
      assertThat(after.path("name").textValue()).isEqualTo("Alex Doe");
      assertThat(after.path("role")).isEqualTo(before.path("role"));
      assertThat(after).isEqualTo(owner.read(at(member)));
      assertThat(AuditRows.lastChangesOf(member))
          .isEqualTo("{\"name\":{\"before\":\"A member\",\"after\":\"Alex Doe\"}}");
      requireStatus(owner.patch(at(member), "{}"), 200);
      requireStatus(owner.patch(at(member), "{\"name\":\"Alex Doe\"}"), 200);
      assertThat(AuditRows.actionsOn(member)).containsExactly("member.updated");
    }

    @Test
    void putsOutAMemberOnItsNextRequest() {
      MemberClient member = fixture.member(Role.ADMIN);
      assertThat(member.isIn()).isTrue();
      requireStatus(owner.patch(at(member.id()), "{\"active\":false}"), 200);
      ProblemCheck.of(member.get("/v1/session"), 401, "session_expired");
      assertThat(AuditRows.lastChangesOf(member.id()))
          .isEqualTo("{\"active\":{\"before\":true,\"after\":false}}");
      requireStatus(owner.patch(at(member.id()), "{\"active\":true}"), 200);
      assertThat(member.isIn()).isFalse();
      assertThat(Fixture.signedIn(member.id()).isIn()).isTrue();
    }

    @Test
    void changesWhatAMemberMayDoOnItsNextRequest() {
      MemberClient member = fixture.member(Role.VIEWER);
      String made = body(fresh(), Role.VIEWER, null);
      ProblemCheck.of(member.post(MEMBERS, made), 403, "insufficient_scope");
      requireStatus(owner.patch(at(member.id()), "{\"role\":\"owner\"}"), 200);
      requireStatus(member.post(MEMBERS, made), 201);
      requireStatus(owner.patch(at(member.id()), "{\"role\":\"viewer\",\"active\":true}"), 409);
    }

    @Test
    void invitesAgainWhileThePasswordStays() {
      String email = fresh();
      UUID member = fixture.memberRow(fixture.organization, Role.VIEWER, email);
      HttpResponse<String> answer = owner.post(invite(member), "");
      requireStatus(answer, 200);
      assertThat(ApiClient.json(answer).at("/invitation/expiresAt").textValue()).isNotNull();
      requireStatus(TestPasswords.signIn(email, TestPasswords.PASSWORD), 200);
      assertThat(owner.read(at(member)).path("invited").booleanValue()).isTrue();
    }

    @Test
    void letsAKeyDoWhatItsScopesAllow() {
      ApiClient key = new ApiClient(fixture.tenantKey(Scopes.ALL));
      HttpResponse<String> made =
          key.post(MEMBERS, body(fresh(), Role.OWNER, fixture.organization));
      requireStatus(made, 201);
      UUID id = UUID.fromString(ApiClient.json(made).path("id").textValue());
      fixture.memberRow(fixture.organization, Role.OWNER);
      requireStatus(key.patch(at(id), "{\"role\":\"admin\"}"), 200);
      requireStatus(key.post(MEMBERS, body(fresh(), Role.ADMIN, null)), 201);
    }
  }

  @Nested
  class Status201 {
    @Test
    void makesAMemberWithALinkShownOnce() {
      String email = fresh();
      HttpResponse<String> answer =
          owner.post(MEMBERS, body(" " + email + " ", Role.ADMIN, fixture.organization));
      requireStatus(answer, 201);
      JsonNode made = ApiClient.json(answer);
      UUID id = UUID.fromString(made.path("id").textValue());
      assertThat(answer.headers().firstValue("Location")).hasValue(uri(at(id)).toString());
      assertThat(made.path("email").textValue()).isEqualTo(email);
      assertThat(made.path("organizationId").textValue()).isEqualTo("" + fixture.organization);
      String token = made.at("/invitation/token").textValue();
      assertThat(made.at("/invitation/url").textValue())
          .isEqualTo(uri("/console/#/invitation?token=" + token).toString());
      assertThat(owner.read(at(id)).toString()).doesNotContain(token);
      assertThat(AuditRows.lastChangesOf(id))
          .isEqualTo(
              "{\"name\":{\"before\":null,\"after\":\"A name\"},"
                  + "\"email\":{\"before\":null,\"after\":\"%s\"},".formatted(email)
                  + "\"role\":{\"before\":null,\"after\":\"admin\"},"
                  + "\"organizationId\":{\"before\":null,\"after\":\"%s\"},"
                      .formatted(fixture.organization)
                  + "\"active\":{\"before\":null,\"after\":true}}");
    }

    @Test
    void makesMembersOfTheCallersOwnOrganization() {
      MemberClient manager = fixture.member(Role.OWNER);
      for (UUID said : new UUID[] {null, fixture.organization}) {
        HttpResponse<String> answer = manager.post(MEMBERS, body(fresh(), Role.OWNER, said));
        requireStatus(answer, 201);
        assertThat(ApiClient.json(answer).path("organizationId").textValue())
            .isEqualTo("" + fixture.organization);
      }
    }

    @Test
    void letsAnotherTenantHaveTheSameAddress() {
      String email = fresh();
      requireStatus(owner.post(MEMBERS, body(email, Role.VIEWER, null)), 201);
      requireStatus(
          Fixture.create().tenantMember(Role.OWNER).post(MEMBERS, body(email, Role.VIEWER, null)),
          201);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryMistake() {
      JsonNode problem =
          ApiClient.problem(
              owner.post(
                  MEMBERS,
                  "{\"name\":\" \",\"email\":\"nobody\",\"role\":\"root\","
                      + "\"organizationId\":\"x\",\"password\":\"a password\"}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/name", "/email", "/role", "/organizationId", "/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@", "@b", "a@b@c", "ab", "a b@c", "a\\u00ad@b", "a\\u200b@b"})
    void refusesWhatIsNoAddress(String email) {
      ApiClient.problem(
          owner.post(MEMBERS, body(email, Role.VIEWER, null)), 400, "validation_error");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"name\":null}",
          "{\"role\":null}",
          "{\"active\":null}",
          "{\"active\":\"false\"}",
          "{\"email\":\"x@example.com\"}",
          "{\"organizationId\":null}",
          "{\"password\":\"a password that is long\"}",
          "{\"lastSignInAt\":null}"
        })
    void changesNothingElse(String patch) {
      UUID member = fixture.memberRow(fixture.organization, Role.VIEWER);
      JsonNode problem = ApiClient.problem(owner.patch(at(member), patch), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "organizationId=x", "organizationId="})
    void refusesOtherParameters(String query) {
      ProblemCheck.of(owner.get(MEMBERS + "?" + query), 400, "validation_error");
    }
  }

  @Nested
  class Status403 {
    @ParameterizedTest
    @CsvSource({"ADMIN", "VIEWER"})
    void keepsWhoLacksTheScopeFromChanging(Role role) {
      MemberClient member = fixture.tenantMember(role);
      UUID other = fixture.memberRow(fixture.organization, Role.VIEWER);
      JsonNode problem =
          ProblemCheck.of(
              member.post(MEMBERS, body(fresh(), Role.VIEWER, null)), 403, "insufficient_scope");
      assertThat(problem.at("/missing_scopes/0").textValue()).isEqualTo("members:write");
      ProblemCheck.of(member.patch(at(other), "{}"), 403, "insufficient_scope");
      ProblemCheck.of(member.post(invite(other), ""), 403, "insufficient_scope");
    }

    @Test
    void letsNoKeyGiveOrChangeWhatItDoesNotHold() {
      ApiClient key =
          new ApiClient(fixture.tenantKey(Scopes.of(Scope.MEMBERS_WRITE, Scope.MEMBERS_READ)));
      UUID viewer = fixture.memberRow(fixture.organization, Role.VIEWER);
      JsonNode problem =
          ApiClient.problem(
              key.post(MEMBERS, body(fresh(), Role.VIEWER, fixture.organization)),
              403,
              "insufficient_scope");
      assertThat(problem.path("missing_scopes").toString())
          .contains("store:read")
          .doesNotContain("members:read", "store:write");
      ApiClient.problem(key.patch(at(viewer), "{\"active\":false}"), 403, "insufficient_scope");
      ApiClient.problem(key.post(invite(viewer), ""), 403, "insufficient_scope");
      ApiClient reading =
          new ApiClient(fixture.tenantKey(new Scopes(key().bits() | Scopes.READING.bits())));
      requireStatus(reading.patch(at(viewer), "{\"name\":\"Other\"}"), 200);
      ApiClient.problem(
          reading.patch(at(viewer), "{\"role\":\"admin\"}"), 403, "insufficient_scope");
    }

    private Scopes key() {
      return Scopes.of(Scope.MEMBERS_WRITE);
    }

    @Test
    void leavesOwnersOfTheTenantToThemselves() {
      ApiClient key = new ApiClient(fixture.tenantKey(Scopes.ALL));
      UUID second = fixture.memberRow(null, Role.OWNER);
      UUID admin = fixture.memberRow(null, Role.ADMIN);
      List<HttpResponse<String>> answers =
          List.of(
              key.post(MEMBERS, body(fresh(), Role.OWNER, null)),
              key.patch(at(admin), "{\"role\":\"owner\"}"),
              key.patch(at(second), "{\"role\":\"viewer\"}"),
              key.patch(at(second), "{\"active\":false}"),
              key.patch(at(second), "{\"name\":\"Other\"}"),
              key.post(invite(second), ""));
      assertThat(answers).allSatisfy(answer -> ProblemCheck.of(answer, 403, "permission_denied"));
      requireStatus(owner.patch(at(admin), "{\"role\":\"owner\"}"), 200);
      requireStatus(owner.patch(at(second), "{\"role\":\"viewer\"}"), 200);
      requireStatus(owner.post(invite(second), ""), 200);
    }

    @Test
    void letsNoOrganizationMakeMembersOfTheTenant() {
      String nobodys = body(fresh(), Role.VIEWER, null).replace("}", ",\"organizationId\":null}");
      ProblemCheck.of(fixture.member(Role.OWNER).post(MEMBERS, nobodys), 403, "permission_denied");
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      ApiClient.problem(key.post(MEMBERS, nobodys), 403, "permission_denied");
    }

    @Test
    void letsNoTestKeyChangeMembers() {
      ApiClient key = new ApiClient(fixture.testKey(Scopes.ALL));
      UUID member = fixture.memberRow(fixture.organization, Role.VIEWER);
      ApiClient.problem(
          key.post(MEMBERS, body(fresh(), Role.OWNER, null)), 403, "permission_denied");
      ApiClient.problem(key.patch(at(member), "{\"role\":\"owner\"}"), 403, "permission_denied");
      ApiClient.problem(key.post(invite(member), ""), 403, "permission_denied");
      requireStatus(key.get(at(member)), 200);
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesWhoIsNotTheCallersOwn() {
      UUID ofTenant = fixture.memberRow(null, Role.VIEWER);
      UUID ofSibling = sibling.memberRow(sibling.organization, Role.VIEWER);
      UUID foreign = Fixture.create().memberRow(null, Role.VIEWER);
      MemberClient manager = fixture.member(Role.OWNER);
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      for (UUID hidden : List.of(ofTenant, ofSibling, foreign, Fixture.id())) {
        ProblemCheck.of(manager.get(at(hidden)), 404, "not_found");
        ProblemCheck.of(manager.patch(at(hidden), "{\"name\":\"X\"}"), 404, "not_found");
        ProblemCheck.of(manager.post(invite(hidden), ""), 404, "not_found");
        ProblemCheck.of(key.get(at(hidden)), 404, "not_found");
        ApiClient.problem(key.patch(at(hidden), "{\"name\":\"X\"}"), 404, "not_found");
      }
      ProblemCheck.of(owner.get(at(foreign)), 404, "not_found");
      ProblemCheck.of(owner.patch(at(foreign), "{\"active\":false}"), 404, "not_found");
      ProblemCheck.of(owner.get(MEMBERS + "/x"), 404, "not_found");
    }

    @Test
    void doesNotKnowOrganizationsOfOthers() {
      UUID foreign = Fixture.create().organization;
      ProblemCheck.of(owner.post(MEMBERS, body(fresh(), Role.VIEWER, foreign)), 404, "not_found");
      MemberClient manager = fixture.member(Role.OWNER);
      ProblemCheck.of(
          manager.post(MEMBERS, body(fresh(), Role.VIEWER, sibling.organization)),
          404,
          "not_found");
      ProblemCheck.of(
          manager.get(MEMBERS + "?organizationId=" + sibling.organization), 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void takesEachAddressOnceIgnoringCase() {
      String email = fresh();
      requireStatus(owner.post(MEMBERS, body(email, Role.VIEWER, null)), 201);
      ProblemCheck.of(
          owner.post(MEMBERS, body(email.toUpperCase(), Role.VIEWER, fixture.organization)),
          409,
          "duplicate_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\":\"admin\"}", "{\"active\":false}"})
    void keepsTheLastOwner(String patch) {
      UUID disabled = fixture.memberRow(null, Role.OWNER);
      Fixture.run("update member set active = false where id = ?", disabled);
      fixture.memberRow(fixture.organization, Role.OWNER);
      ProblemCheck.of(owner.patch(at(owner.id()), patch), 409, "last_owner");
      UUID last = sibling.memberRow(sibling.organization, Role.OWNER);
      ProblemCheck.of(owner.patch(at(last), patch), 409, "last_owner");
      sibling.memberRow(sibling.organization, Role.OWNER);
      requireStatus(owner.patch(at(last), patch), 200);
      assertThat(owner.isIn()).isTrue();
    }

    @Test
    void invitesNobodyWhoIsDisabled() {
      UUID member = fixture.memberRow(fixture.organization, Role.VIEWER);
      Fixture.run("update member set active = false where id = ?", member);
      ProblemCheck.of(owner.post(invite(member), ""), 409, "conflict");
    }
  }

  /** Two at once, hundreds of times each. */
  @Nested
  class AtOnce {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "false | {\"role\":\"viewer\"}",
          "false | {\"active\":false}",
          "true  | {\"role\":\"admin\"}",
          "true  | {\"active\":false}"
        })
    void oneOfTwoOwnersRemains(boolean ofOrganization, String patch) throws Exception {
      Fixture tenant = Fixture.create();
      UUID of = ofOrganization ? tenant.organization : null;
      List<UUID> owners =
          List.of(tenant.memberRow(of, Role.OWNER), tenant.memberRow(of, Role.OWNER));
      for (int round = 0; round < ROUNDS; round++) {
        Fixture.run(
            "update member set role = 'owner', active = true where tenant_id = ?", tenant.tenant);
        List<MemberClient> clients = owners.stream().map(Fixture::signedIn).toList();
        int self = round % 2;
        IntFunction<Callable<Integer>> crosswise =
            thread ->
                () ->
                    clients
                        .get(thread)
                        .patch(at(owners.get((thread + 1 + self) % 2)), patch)
                        .statusCode();
        List<Integer> statuses = Threads.run(2, crosswise);
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).allMatch(status -> List.of(200, 401, 403, 409).contains(status));
        assertThat(
                AuditRows.texts(
                    "select id from member where tenant_id = ? and role = 'owner' and active",
                    tenant.tenant))
            .hasSize(1);
      }
    }

    @Test
    void anAddressIsTakenOnce() throws Exception {
      ApiClient key = new ApiClient(fixture.tenantKey(Scopes.ALL));
      for (int round = 0; round < 2 * ROUNDS; round++) {
        String email = fresh();
        List<UUID> organizations = List.of(fixture.organization, sibling.organization);
        List<Integer> statuses =
            Threads.run(
                2,
                thread ->
                    () ->
                        key.post(MEMBERS, body(email, Role.VIEWER, organizations.get(thread)))
                            .statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
      }
    }
  }
}
