package org.allogate.it;

import static org.allogate.it.KeyMaker.KEYS;
import static org.allogate.it.KeyMaker.answered;
import static org.allogate.it.KeyMaker.using;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.allogate.people.Role;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners make, see and change their keys; nobody sees a key twice. */
class KeysIT extends ServerIT {
  private static final List<String> VIEW =
      List.of(
          "id",
          "name",
          "preview",
          "prefix",
          "level",
          "organizationId",
          "environment",
          "scopes",
          "tier",
          "ratePolicy",
          "allowedAddresses",
          "expiresAt",
          "autoRenew",
          "status",
          "createdAt",
          "createdBy",
          "lastUsedAt",
          "lastUsedAddress",
          "revokedAt",
          "revocationReason",
          "replacedBy",
          "renewed",
          "revealable");

  private final Fixture fixture = Fixture.create();
  private final KeyMaker keys = KeyMaker.of(fixture);

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> pointers(JsonNode problem) {
    return ApiClient.pointers(problem);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Nested
  class Status201 {
    @Test
    void showsTheKeyOnceAndItWorksAtOnce() {
      HttpResponse<String> answer =
          keys.create("'name':'Production Backend','scopes':['store:read','keys:read']");
      JsonNode made = answered(answer, 201);
      List<String> all = new ArrayList<>(VIEW);
      all.add("key");
      assertThat(names(made)).isEqualTo(all);
      assertThat(header(answer, "Location")).endsWith(KeyMaker.path(made));
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");

      String key = made.path("key").textValue();
      assertThat(key).startsWith("allo_live_").startsWith(made.path("prefix").textValue());
      assertThat(made.path("preview").textValue())
          .isEqualTo("allo_live_***" + key.substring(key.length() - 6));
      using(made).refused("/v1/store", 404, "not_found");
      JsonNode view = using(made).read(KeyMaker.path(made));
      assertThat(names(view)).isEqualTo(VIEW);
      for (String path : List.of(KeyMaker.path(made), KEYS)) {
        assertThat(keys.client().get(path).body()).doesNotContain(key, key.split("\\.")[1]);
      }
    }

    @Test
    void takesTheDefaults() {
      JsonNode made = keys.made("'name':'Plain'");
      assertThat(made.path("level").textValue()).isEqualTo("organization");
      assertThat(made.path("environment").textValue()).isEqualTo("live");
      assertThat(made.path("organizationId").textValue()).isEqualTo("" + fixture.organization);
      assertThat(made.path("scopes").toString()).isEqualTo("[\"store:read\"]");
      assertThat(made.path("allowedAddresses").toString()).isEqualTo("[]");
      assertThat(made.path("status").textValue()).isEqualTo("active");
      assertThat(made.path("autoRenew").booleanValue()).isFalse();
      for (String absent :
          List.of(
              "tier",
              "ratePolicy",
              "expiresAt",
              "lastUsedAt",
              "lastUsedAddress",
              "revokedAt",
              "revocationReason",
              "replacedBy")) {
        assertThat(made.path(absent).isNull()).as(absent).isTrue();
      }
      UUID by = Fixture.idOf(keys.client().key());
      assertThat(made.path("createdBy").toString())
          .isEqualTo(
              "{\"type\":\"api_key\",\"id\":\"%s\",\"name\":\"A key %s\"}".formatted(by, by));
    }

    @Test
    void answersWhatIsReadLater() {
      JsonNode made =
          keys.made(
              """
              'name': 'Everything', 'environment': 'test', 'scopes': ['store:write', 'store:read'],
              'expiresAt': '2031-05-01T12:00:00.123456789+02:00', 'tier': 'pro',
              'ratePolicy': [{'limit': 7, 'windowSeconds': 5}],
              'allowedAddresses': ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7']""");
      assertThat(made.path("expiresAt").textValue()).isEqualTo("2031-05-01T10:00:00Z");
      assertThat(made.path("scopes").toString()).isEqualTo("[\"store:read\",\"store:write\"]");
      assertThat(made.path("allowedAddresses").path(0).textValue()).isEqualTo("10.0.0.0/8");
      assertThat(made.path("allowedAddresses").path(2).textValue()).isEqualTo("192.0.2.7/32");
      assertThat(made.path("key").textValue()).startsWith("allo_test_");
      JsonNode read = keys.read(made);
      VIEW.forEach(name -> assertThat(read.path(name)).as(name).isEqualTo(made.path(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\uD83C\uDFA9\uD83C\uDFA9\uD83C\uDFA9", "  padded  name  "})
    void trimsNames(String name) {
      assertThat(keys.made("'name':'" + name + "'").path("name").textValue())
          .isEqualTo(name.strip());
    }

    @Test
    void countsTheCharactersOfNamesAfterTrimming() {
      String longest = "\uD83C\uDFA9".repeat(128);
      assertThat(keys.made("'name':' " + longest + " '").path("name").textValue())
          .isEqualTo(longest);
    }

    @Test
    void givesANameAgainWhenItsBearerIsRevoked() {
      JsonNode first = keys.made("'name':'Again'");
      keys.revoked(first);
      keys.made("'name':'again'");
    }

    @Test
    void givesANameAndAPlaceAgainWhenTheirBearerHasExpired() {
      Instant end = Instant.now().plus(Duration.ofMinutes(5));
      for (int i = 0; i < 5; i++) {
        keys.made("'name':'Short " + i + "','expiresAt':'" + end + "'");
      }
      keys.refused("", 409, "key_limit_reached");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(6));
        for (int i = 0; i < 5; i++) {
          keys.made("'name':'SHORT " + i + "'");
        }
      }
    }

    @Test
    void givesOneNameInTwoOrganizations() {
      keys.made("'name':'Shared'");
      KeyMaker.of(fixture.sibling()).made("'name':'Shared'");
      Fixture stranger = Fixture.create();
      KeyMaker.of(stranger).made("'name':'Shared'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "'   '"})
    void goesOnUntilRevokedWithoutAnEnd(String end) {
      assertThat(keys.made("'expiresAt':" + end).path("expiresAt").isNull()).isTrue();
    }

    @Test
    void endsWithThePolicysLifetimeWhenNothingIsSaid() {
      Fixture.run("update organization set lifetime_days = 30 where id = ?", fixture.organization);
      Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      Instant end = Instant.parse(keys.made("").path("expiresAt").textValue());
      assertThat(end)
          .isBetween(before.plus(Duration.ofDays(30)), Instant.now().plus(Duration.ofDays(30)));
      Instant shorter = before.plus(Duration.ofDays(29));
      assertThat(keys.made("'expiresAt':'" + shorter + "'").path("expiresAt").textValue())
          .isEqualTo(shorter.toString());
    }

    @Test
    void putsTheKeysOwnLimitsInForce() {
      JsonNode policy =
          keys.made(
              "'tier':'pro','ratePolicy':[{'limit':3,'windowSeconds':60},"
                  + "{'limit':1000000,'windowSeconds':86400}]");
      assertThat(header(using(policy).get("/v1/store"), "RateLimit-Policy"))
          .isEqualTo("3;w=60, 1000000;w=86400");
      assertThat(policy.path("ratePolicy").path(1).toString())
          .isEqualTo("{\"limit\":1000000,\"windowSeconds\":86400}");
      JsonNode tier = keys.made("'tier':'enterprise'");
      assertThat(header(using(tier).get("/v1/store"), "RateLimit-Policy")).isEqualTo("1500;w=60");
      Fixture.run("update tenant set default_tier = 'free' where id = ?", fixture.tenant);
      JsonNode none = keys.made("'ratePolicy':[]");
      assertThat(header(using(none).get("/v1/store"), "RateLimit-Policy")).isEqualTo("10;w=60");
    }

    @Test
    void makesTheApiUserWithTheFirstKey() {
      Fixture.run("delete from api_user where organization_id = ?", fixture.organization);
      using(keys.made("")).refused("/v1/store", 404, "not_found");
      keys.made("");
      assertThat(
              Fixture.run(
                  "update api_user set email = 'x' where organization_id = ?"
                      + " and email = 'owner@example.com'",
                  fixture.organization))
          .isEqualTo(1);
    }

    @Test
    void letsOwnersOfTheTenantMakeItsKeys() {
      MemberClient owner = fixture.tenantMember(Role.OWNER);
      JsonNode made =
          answered(
              owner.post(
                  KEYS, KeyMaker.quoted("{'name':'All','level':'tenant','scopes':['store:read']}")),
              201);
      assertThat(made.path("level").textValue()).isEqualTo("tenant");
      assertThat(made.path("organizationId").isNull()).isTrue();
      fixture.store(fixture.live, "Here");
      HttpResponse<String> answer =
          get(
              "/v1/store",
              "X-API-Key",
              made.path("key").textValue(),
              "X-Organization-Id",
              "" + fixture.organization);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void letsMembersAndKeysOfAnOrganizationLeaveItUnsaid() {
      String body = KeyMaker.quoted("{'name':'%s','scopes':['store:read']}");
      MemberClient member = fixture.member(Role.ADMIN);
      ApiClient key = new ApiClient(fixture.key(Scopes.ALL));
      for (HttpResponse<String> answer :
          List.of(
              member.post(KEYS, body.formatted("By a member")),
              key.post(KEYS, body.formatted("By a key")))) {
        assertThat(answered(answer, 201).path("organizationId").textValue())
            .isEqualTo("" + fixture.organization);
      }
    }

    @Test
    void takesTheOrganizationOfTheHeader() {
      HttpResponse<String> answer =
          keys.client()
              .send(
                  "POST",
                  KEYS,
                  KeyMaker.quoted("{'name':'By header','scopes':['store:read']}"),
                  "X-Organization-Id",
                  "" + fixture.organization);
      assertThat(answered(answer, 201).path("organizationId").textValue())
          .isEqualTo("" + fixture.organization);
    }

    @Test
    void isWrittenDown() {
      JsonNode made = keys.made("'name':'Audited','tier':'free','allowedAddresses':['10.0.0.0/8']");
      KeyMaker.Deed deed = KeyMaker.deeds(made).get(0);
      assertThat(KeyMaker.deeds(made)).hasSize(1);
      assertThat(deed.action()).isEqualTo("api_key.created");
      assertThat(deed.actorType()).isEqualTo("api_key");
      assertThat(deed.actor()).isEqualTo(Fixture.bytes(Fixture.idOf(keys.client().key())));
      assertThat(deed.organization()).isEqualTo(Fixture.bytes(fixture.organization));
      assertThat(deed.change("name").toString())
          .isEqualTo("{\"before\":null,\"after\":\"Audited\"}");
      assertThat(deed.change("scopes").path("after").toString()).isEqualTo("[\"store:read\"]");
      assertThat(deed.change("tier").path("after").textValue()).isEqualTo("free");
      assertThat(deed.changes()).doesNotContain(made.path("key").textValue(), "hash", "sealed");
    }
  }

  @Nested
  class Status200 {
    @Test
    void listsTheOldestFirstPageByPage() {
      List<UUID> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        made.add(KeyMaker.id(keys.made("")));
      }
      List<UUID> walked = new ArrayList<>();
      List<UUID> back = new ArrayList<>();
      String cursor = "";
      JsonNode page;
      do {
        page = page(cursor);
        walked.addAll(ApiClient.ids(page.path("data")));
        cursor = "&cursor=" + page.at("/pagination/nextCursor").textValue();
      } while (!page.at("/pagination/nextCursor").isNull());
      assertThat(walked).isEqualTo(made);
      while (!page.at("/pagination/previousCursor").isNull()) {
        page = page("&cursor=" + page.at("/pagination/previousCursor").textValue());
        List<UUID> ids = new ArrayList<>(ApiClient.ids(page.path("data")));
        Collections.reverse(ids);
        back.addAll(ids);
      }
      Collections.reverse(back);
      assertThat(back).isEqualTo(made.subList(0, 4));
    }

    private JsonNode page(String cursor) {
      return keys.client().read(KEYS + "?limit=2&organizationId=" + fixture.organization + cursor);
    }

    @Test
    void filtersByStatusAsTheClockHasIt() {
      JsonNode active = keys.made("");
      JsonNode revoked = keys.made("");
      keys.revoked(revoked);
      JsonNode expired =
          keys.made("'expiresAt':'" + Instant.now().plus(Duration.ofMinutes(5)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofMinutes(6));
        assertThat(ApiClient.ids(keys.list("&status=active"))).containsExactly(KeyMaker.id(active));
        assertThat(ApiClient.ids(keys.list("&status=revoked")))
            .containsExactly(KeyMaker.id(revoked));
        assertThat(ApiClient.ids(keys.list("&status=expired")))
            .containsExactly(KeyMaker.id(expired));
        assertThat(keys.list("")).hasSize(3);
        assertThat(keys.read(expired).path("status").textValue()).isEqualTo("expired");
        assertThat(ApiClient.ids(keys.list("&status=active"))).containsExactly(KeyMaker.id(active));
      }
      assertThat(KeyMaker.actions(expired)).containsExactly("api_key.created", "api_key.expired");
      assertThat(KeyMaker.deeds(expired).get(1).actorType()).isEqualTo("system");
    }

    @Test
    void showsEveryCallerWhatItReaches() {
      Fixture sibling = fixture.sibling();
      JsonNode own = keys.made("");
      JsonNode other = KeyMaker.of(sibling).made("");
      String tenantKey = keys.client().key();
      UUID tenantId = Fixture.idOf(tenantKey);
      String key = fixture.key(Scopes.of(Scope.KEYS_READ));
      assertThat(ApiClient.ids(keys.client().read(KEYS).path("data")))
          .contains(KeyMaker.id(own), KeyMaker.id(other), tenantId, Fixture.idOf(key));
      assertThat(ApiClient.ids(new ApiClient(key).read(KEYS).path("data")))
          .containsExactlyInAnyOrder(KeyMaker.id(own), Fixture.idOf(key));
      assertThat(ApiClient.ids(fixture.member(Role.VIEWER).read(KEYS).path("data")))
          .containsExactlyInAnyOrder(KeyMaker.id(own), Fixture.idOf(key));
      String of = KEYS + "?organizationId=" + sibling.organization;
      assertThat(ApiClient.ids(keys.client().read(of).path("data")))
          .containsExactly(KeyMaker.id(other));
      assertThat(ApiClient.ids(fixture.tenantMember(Role.VIEWER).read(of).path("data")))
          .containsExactly(KeyMaker.id(other));
      assertThat(
              ApiClient.ids(
                  ApiClient.json(
                          get(
                              KEYS,
                              "X-API-Key",
                              tenantKey,
                              "X-Organization-Id",
                              "" + sibling.organization))
                      .path("data")))
          .containsExactly(KeyMaker.id(other));
      assertThat(new ApiClient(key).read(of).path("data")).isEmpty();
      String foreign = KEYS + "?organizationId=" + Fixture.create().organization;
      assertThat(keys.client().read(foreign).path("data")).isEmpty();
    }

    @Test
    void editsWhatIsMentioned() {
      JsonNode made =
          keys.made(
              """
              'name': 'Before', 'scopes': ['store:read', 'keys:read'], 'tier': 'pro',
              'expiresAt': '2031-05-01T12:00:00Z', 'allowedAddresses': ['10.0.0.0/8'],
              'ratePolicy': [{'limit': 7, 'windowSeconds': 5}]""");
      JsonNode named = keys.patched(made, "'name':'  After  '");
      assertThat(named.path("name").textValue()).isEqualTo("After");
      List.of("scopes", "tier", "expiresAt", "allowedAddresses", "ratePolicy")
          .forEach(it -> assertThat(named.path(it)).as(it).isEqualTo(made.path(it)));
      assertThat(keys.patched(made, "'name':'AFTER'").path("name").textValue()).isEqualTo("AFTER");

      JsonNode cleared =
          keys.patched(
              made, "'tier':null,'ratePolicy':null,'allowedAddresses':null,'expiresAt':null");
      assertThat(cleared.path("tier").isNull()).isTrue();
      assertThat(cleared.path("ratePolicy").isNull()).isTrue();
      assertThat(cleared.path("expiresAt").isNull()).isTrue();
      assertThat(cleared.path("allowedAddresses")).isEmpty();
      assertThat(keys.read(made)).isEqualTo(cleared);
      assertThat(keys.patched(made, "")).isEqualTo(cleared);
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(uri(KeyMaker.path(made)))
                  .headers(
                      "X-API-Key",
                      keys.client().key(),
                      "Content-Type",
                      "application/merge-patch+json")
                  .method("PATCH", BodyPublishers.ofString("{\"tier\":\"free\"}")));
      assertThat(answered(answer, 200).path("tier").textValue()).isEqualTo("free");
      assertThat(KeyMaker.actions(made))
          .containsExactly(
              "api_key.created",
              "api_key.updated",
              "api_key.updated",
              "api_key.updated",
              "api_key.updated");
      assertThat(KeyMaker.deeds(made).get(1).changes())
          .isEqualTo("{\"name\":{\"before\":\"Before\",\"after\":\"After\"}}");
      assertThat(KeyMaker.deeds(made).get(3).change("tier").toString())
          .isEqualTo("{\"before\":\"pro\",\"after\":null}");
    }

    @Test
    void editsAreInForceOnTheNextRequest() {
      JsonNode made = keys.made("'scopes':['store:read','keys:read'],'tier':'pro'");
      ApiClient client = using(made);
      client.read(KEYS);
      keys.patched(made, "'scopes':['store:read']");
      client.refused(KEYS, 403, "insufficient_scope");
      keys.patched(made, "'scopes':['keys:read'],'tier':'free'");
      assertThat(header(client.get(KEYS), "RateLimit-Policy")).isEqualTo("10;w=60");
      keys.patched(made, "'allowedAddresses':['192.0.2.0/24']");
      client.refused(KEYS, 403, "address_not_allowed");
      keys.patched(made, "'allowedAddresses':[]");
      client.read(KEYS);
    }

    @Test
    void boundsAPatchedEndByThePolicy() {
      JsonNode made = keys.made("");
      Fixture.run("update organization set lifetime_days = 30 where id = ?", fixture.organization);
      ProblemCheck.of(
          keys.patch(made, "'expiresAt':'" + Instant.now().plus(Duration.ofDays(31)) + "'"),
          400,
          "validation_error");
      assertThat(keys.patched(made, "'name':'Only the name'").path("expiresAt").isNull()).isTrue();
      assertThat(keys.patched(made, "'expiresAt':null").path("expiresAt").isNull()).isFalse();
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/name | 'name':'ab'",
          "/name | 'name':'  ab  '",
          "/name | 'name':'a\\tb c'",
          "/name | 'name':'abc\\u0000'",
          "/name | 'name':null",
          "/name | 'name':7",
          "/scopes | 'scopes':[]",
          "/scopes | 'scopes':null",
          "/scopes | 'scopes':'store:read'",
          "/scopes/0 | 'scopes':['store:fly','store:read']",
          "/scopes/1 | 'scopes':['store:read','STORE:WRITE']",
          "/scopes/0 | 'scopes':[null,'store:read']",
          "/level | 'level':'galaxy'",
          "/environment | 'environment':'Live'",
          "/expiresAt | 'expiresAt':'2020-01-01T00:00:00Z'",
          "/expiresAt | 'expiresAt':'2031-01-01'",
          "/expiresAt | 'expiresAt':'2031-01-01T00:00:00'",
          "/expiresAt | 'expiresAt':'soon'",
          "/expiresAt | 'expiresAt':1893456000",
          "/expiresAt | 'expiresAt':'+99999-01-01T00:00:00Z'",
          "/tier | 'tier':'gold'",
          "/tier | 'tier':['pro']",
          "/ratePolicy | 'ratePolicy':{}",
          "/ratePolicy/0 | 'ratePolicy':[60]",
          "/ratePolicy/0/limit | 'ratePolicy':[{'limit':0,'windowSeconds':60}]",
          "/ratePolicy/0/limit | 'ratePolicy':[{'limit':1000001,'windowSeconds':60}]",
          "/ratePolicy/0/limit | 'ratePolicy':[{'windowSeconds':60}]",
          "/ratePolicy/0/windowSeconds | 'ratePolicy':[{'limit':1,'windowSeconds':0}]",
          "/ratePolicy/0/windowSeconds | 'ratePolicy':[{'limit':1,'windowSeconds':86401}]",
          "/ratePolicy/0/burst | 'ratePolicy':[{'limit':1,'windowSeconds':1,'burst':1}]",
          "/allowedAddresses/0 | 'allowedAddresses':['10.0.0.0/33']",
          "/allowedAddresses/0 | 'allowedAddresses':['example.com']",
          "/allowedAddresses/1 | 'allowedAddresses':['10.0.0.0/8','::/129']",
          "/allowedAddresses/0 | 'allowedAddresses':['']",
          "/allowedAddresses | 'allowedAddresses':'10.0.0.0/8'",
          "/key | 'key':'mine'",
          "/status | 'status':'active'",
        })
    void pointsToTheMember(String pointer, String members) {
      assertThat(pointers(keys.refused(members, 400, "validation_error"))).containsExactly(pointer);
    }

    @Test
    void namesEveryViolationAtOnce() {
      JsonNode problem =
          keys.refused(
              "'name':'','scopes':['x','y'],'tier':'z','expiresAt':'never','colour':1",
              400,
              "validation_error");
      assertThat(pointers(problem))
          .containsExactlyInAnyOrder(
              "/name", "/scopes/0", "/scopes/1", "/tier", "/expiresAt", "/colour");
    }

    @Test
    void boundsNamesAndLists() {
      String five = "{'limit':1,'windowSeconds':1},".repeat(5);
      String many = "'10.0.0.1',".repeat(51);
      JsonNode problem =
          keys.refused(
              "'name':'%s','ratePolicy':[%s],'allowedAddresses':[%s]"
                  .formatted(
                      "n".repeat(129),
                      five.substring(0, five.length() - 1),
                      many.substring(0, many.length() - 1)),
              400,
              "validation_error");
      assertThat(pointers(problem))
          .containsExactlyInAnyOrder("/name", "/ratePolicy", "/allowedAddresses");
    }

    @Test
    void takesAsManyAddressesAsTheRowHolds() {
      List<String> networks = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        networks.add("'2001:db8:1111:2222:3333:4444:5555:%04x/128'".formatted(0x1000 + i));
      }
      assertThat(
              keys.made("'allowedAddresses':[" + String.join(",", networks) + "]")
                  .path("allowedAddresses"))
          .hasSize(50);
    }

    @Test
    void asksForNameAndScopesAndOrganization() {
      JsonNode problem = ProblemCheck.of(keys.client().post(KEYS, "{}"), 400, "validation_error");
      assertThat(pointers(problem))
          .containsExactlyInAnyOrder("/name", "/scopes", "/organizationId");
    }

    @Test
    void refusesTwoOrganizations() {
      Fixture sibling = fixture.sibling();
      HttpResponse<String> answer =
          keys.client()
              .send("POST", KEYS, keys.body(""), "X-Organization-Id", "" + sibling.organization);
      assertThat(pointers(ProblemCheck.of(answer, 400, "validation_error")))
          .containsExactly("/organizationId");
    }

    @Test
    void refusesAnEndBeyondThePolicy() {
      Fixture.run("update organization set lifetime_days = 365 where id = ?", fixture.organization);
      JsonNode problem =
          keys.refused(
              "'expiresAt':'" + Instant.now().plus(Duration.ofDays(366)) + "'",
              400,
              "validation_error");
      assertThat(pointers(problem)).containsExactly("/expiresAt");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/name | 'name':null",
          "/name | 'name':'x'",
          "/scopes | 'scopes':null",
          "/scopes | 'scopes':[]",
          "/scopes/0 | 'scopes':['x']",
          "/expiresAt | 'expiresAt':'2020-01-01T00:00:00Z'",
          "/tier | 'tier':'gold'",
          "/environment | 'environment':'test'",
          "/level | 'level':'tenant'",
          "/organizationId | 'organizationId':null",
          "/status | 'status':'revoked'",
          "/allowedAddresses/0 | 'allowedAddresses':['x']",
        })
    void pointsToThePatchedMember(String pointer, String members) {
      JsonNode made = keys.made("");
      JsonNode problem = ProblemCheck.of(keys.patch(made, members), 400, "validation_error");
      assertThat(pointers(problem)).containsExactly(pointer);
      assertThat(keys.read(made).path("name")).isEqualTo(made.path("name"));
    }

    @ParameterizedTest
    @CsvSource({
      "status, status=gone",
      "status, status=active&status=active",
      "organizationId, organizationId=x",
      "limit, limit=0",
      "limit, limit=1001",
    })
    void pointsToTheParameter(String pointer, String query) {
      JsonNode problem = keys.client().refused(KEYS + "?" + query, 400, "validation_error");
      assertThat(pointers(problem)).containsExactly(pointer);
    }

    @Test
    void refusesACursorOfOtherFilters() {
      keys.made("");
      keys.made("");
      String cursor =
          keys.client().read(KEYS + "?limit=1").at("/pagination/nextCursor").textValue();
      keys.client().refused(KEYS + "?status=active&cursor=" + cursor, 400, "invalid_cursor");
      keys.client().refused("/v1/api-keys?cursor=x", 400, "invalid_cursor");
    }

    @Test
    void refusesAnOverlongReason() {
      JsonNode made = keys.made("");
      JsonNode problem =
          ProblemCheck.of(
              keys.act(made, "revoke", "'reason':'" + "r".repeat(501) + "'"),
              400,
              "validation_error");
      assertThat(pointers(problem)).containsExactly("/reason");
    }
  }

  @Nested
  class Status403 {
    @Test
    void readingDoesNotIncludeWriting() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.KEYS_READ)));
      JsonNode made = keys.made("");
      String path = KeyMaker.path(made);
      for (HttpResponse<String> answer :
          List.of(
              reader.post(KEYS, "{}"),
              reader.patch(path, "{}"),
              reader.post(path + "/actions/revoke", "{}"),
              reader.post(path + "/actions/rotate", "{}"),
              reader.post(path + "/actions/extend-rotation", "{}"),
              reader.post(path + "/actions/abort-rotation", "{}"),
              reader.post(KEYS + "/actions/reissue", "{}"),
              fixture.member(Role.VIEWER).post(KEYS, "{}"))) {
        JsonNode problem = ProblemCheck.of(answer, 403, "insufficient_scope");
        assertThat(problem.path("missing_scopes").toString()).isEqualTo("[\"keys:write\"]");
      }
      new ApiClient(fixture.key(Scopes.of(Scope.KEYS_WRITE)))
          .refused(path, 403, "insufficient_scope");
    }

    @Test
    void nobodyGivesAScopeThatTheyLack() {
      ApiClient narrow = new ApiClient(fixture.key(Scopes.of(Scope.KEYS_WRITE, Scope.STORE_READ)));
      JsonNode problem =
          ProblemCheck.of(
              narrow.post(KEYS, keys.body("'scopes':['store:read','vault:read','usage:read']")),
              403,
              "insufficient_scope");
      assertThat(problem.path("missing_scopes").toString())
          .isEqualTo("[\"vault:read\",\"usage:read\"]");
      JsonNode wide = keys.made("'scopes':['vault:read']");
      for (HttpResponse<String> answer :
          List.of(
              narrow.patch(KeyMaker.path(wide), "{\"name\":\"Mine\"}"),
              narrow.post(KeyMaker.path(wide) + "/actions/rotate", "{}"),
              narrow.post(KEYS + "/actions/reissue", "{}"))) {
        assertThat(ProblemCheck.of(answer, 403, "insufficient_scope").path("missing_scopes"))
            .anyMatch(it -> it.textValue().equals("vault:read"));
      }
    }

    @Test
    void nobodyGivesLimitsAboveTheirOwn() {
      ApiClient slow = new ApiClient(fixture.key(Scopes.ALL, "10;w=60"));
      for (String more :
          List.of(
              "'tier':'standard'",
              "'ratePolicy':[{'limit':11,'windowSeconds':60}]",
              "'ratePolicy':[{'limit':10,'windowSeconds':59}]")) {
        ProblemCheck.of(slow.post(KEYS, keys.body(more)), 403, "permission_denied");
      }
      JsonNode like = answered(slow.post(KEYS, keys.body("")), 201);
      assertThat(header(using(like).get("/v1/store"), "RateLimit-Policy")).isEqualTo("10;w=60");
      ProblemCheck.of(
          slow.patch(KeyMaker.path(like), "{\"tier\":\"pro\",\"ratePolicy\":null}"),
          403,
          "permission_denied");
      ProblemCheck.of(
          fixture.member(Role.OWNER).post(KEYS, keys.body("'tier':'pro'")),
          403,
          "permission_denied");
    }

    @Test
    void onlyOwnersOfTheTenantMakeItsKeys() {
      String body = KeyMaker.quoted("{'name':'All','level':'tenant','scopes':['store:read']}");
      for (HttpResponse<String> answer :
          List.of(
              keys.client().post(KEYS, body),
              fixture.tenantMember(Role.ADMIN).post(KEYS, body),
              fixture.member(Role.OWNER).post(KEYS, body))) {
        ProblemCheck.of(answer, 403, "permission_denied");
      }
    }
  }

  @Nested
  class Addresses403 {
    private HttpResponse<String> from(JsonNode key, String address) {
      return get(
          "/v1/loyalty/tiers",
          "X-API-Key",
          key.path("key").textValue(),
          "X-Forwarded-For",
          address);
    }

    @ParameterizedTest
    @CsvSource({
      "10.1.0.0/16, 10.1.255.255, 10.2.0.0",
      "2001:db8:1::/48, 2001:db8:1:ffff::1, 2001:db8:2::1",
      "192.0.2.7, 192.0.2.7, 192.0.2.8",
      "2001:db8::7, 2001:db8::7, 2001:db8::8",
      "10.0.0.0/8, 10.0.0.1, 2001:db8::1",
    })
    void keepsOthersOut(String network, String inside, String outside) {
      JsonNode made = keys.made("'allowedAddresses':['" + network + "']");
      assertThat(from(made, inside).statusCode()).isEqualTo(200);
      ProblemCheck.of(from(made, outside), 403, "address_not_allowed");
    }

    @Test
    void chargesOnlyThoseInside() {
      JsonNode made =
          keys.made(
              "'scopes':['store:read'],'allowedAddresses':['10.1.0.0/16','::1'],"
                  + "'ratePolicy':[{'limit':2,'windowSeconds':3600}]");
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> refused = from(made, "10.2.0.1");
        ProblemCheck.of(refused, 403, "address_not_allowed");
        assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("2");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("2;w=3600");
      }
      assertThat(header(from(made, "10.1.0.1"), "RateLimit-Remaining")).isEqualTo("1");
    }

    @Test
    void isNoUse() {
      JsonNode made = keys.made("'allowedAddresses':['10.1.0.0/16']");
      from(made, "10.2.0.1");
      from(made, "10.1.0.1");
      KeyMaker.eventually("a use", () -> !keys.read(made).path("lastUsedAt").isNull());
      assertThat(keys.read(made).path("lastUsedAddress").textValue()).isEqualTo("10.1.0.1");
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesKeysOfOthers() {
      Fixture stranger = Fixture.create();
      JsonNode foreign = KeyMaker.of(stranger).made("");
      JsonNode sibling = KeyMaker.of(fixture.sibling()).made("");
      ApiClient ownKey = new ApiClient(fixture.key(Scopes.ALL));
      for (String path :
          List.of(
              KeyMaker.path(foreign),
              KeyMaker.path(sibling),
              KEYS + "/" + Fixture.idOf(keys.client().key()),
              KEYS + "/" + Fixture.id(),
              KEYS + "/x",
              KEYS + "/1-2-3-4-5")) {
        for (HttpResponse<String> answer :
            List.of(
                ownKey.get(path),
                ownKey.get(path + "/rotation"),
                ownKey.patch(path, "{}"),
                ownKey.post(path + "/actions/revoke", "{}"),
                ownKey.post(path + "/actions/rotate", "{}"),
                ownKey.post(path + "/actions/extend-rotation", "{}"),
                ownKey.post(path + "/actions/abort-rotation", "{}"))) {
          ProblemCheck.of(answer, 404, "not_found");
        }
      }
      ProblemCheck.of(keys.act(foreign, "revoke", ""), 404, "not_found");
      assertThat(keys.read(sibling).path("status").textValue()).isEqualTo("active");
    }

    @Test
    void hidesOrganizationsOfOthers() {
      Fixture stranger = Fixture.create();
      Fixture sibling = fixture.sibling();
      String foreign = new KeyMaker(keys.client(), stranger.organization).body("");
      ProblemCheck.of(keys.client().post(KEYS, foreign), 404, "not_found");
      String next = new KeyMaker(keys.client(), sibling.organization).body("");
      ProblemCheck.of(new ApiClient(fixture.key(Scopes.ALL)).post(KEYS, next), 404, "not_found");
      ProblemCheck.of(
          get(KEYS, "X-API-Key", keys.client().key(), "X-Organization-Id", "" + Fixture.id()),
          404,
          "not_found");
    }
  }

  @Nested
  class Status409 {
    @ParameterizedTest
    @ValueSource(strings = {"Name", "NAME", " name "})
    void refusesANameThatIsTaken(String name) {
      keys.made("'name':'Name'");
      keys.refused("'name':'" + name + "'", 409, "duplicate_name");
      JsonNode other = keys.made("'name':'Other'");
      ProblemCheck.of(keys.patch(other, "'name':'" + name + "'"), 409, "duplicate_name");
      keys.made("'name':'Nam\u00e9'");
    }

    @Test
    void stopsAtFive() {
      JsonNode first = keys.made("");
      for (int i = 1; i < 5; i++) {
        keys.made("");
      }
      keys.refused("", 409, "key_limit_reached");
      KeyMaker.of(fixture.sibling()).made("");
      keys.rotated(first, "");
      keys.refused("", 409, "key_limit_reached");
      keys.revoked(keys.list("&status=active").path(1));
      keys.made("");
      keys.refused("", 409, "key_limit_reached");
    }

    @Test
    void stopsWhereThePolicySays() {
      Fixture.run("update tenant set max_active_keys = 1 where id = ?", fixture.tenant);
      keys.made("");
      keys.refused("", 409, "key_limit_reached");
      Fixture.run("update organization set max_active_keys = 7 where id = ?", fixture.organization);
      for (int i = 1; i < 7; i++) {
        keys.made("");
      }
      keys.refused("", 409, "key_limit_reached");
    }

    @Test
    void doesNotEditARevokedKey() {
      JsonNode made = keys.made("");
      keys.revoked(made);
      ProblemCheck.of(keys.patch(made, "'name':'Anew'"), 409, "key_revoked");
    }

    @Test
    void doesNotEditAnExpiredOrReplacedKey() {
      JsonNode made = keys.made("'expiresAt':'" + Instant.now().plus(Duration.ofHours(1)) + "'");
      try (ServerClock clock = new ServerClock()) {
        clock.advance(Duration.ofHours(2));
        ProblemCheck.of(keys.patch(made, "'expiresAt':null"), 409, "conflict");
      }
      JsonNode rotated = keys.made("");
      keys.rotated(rotated, "");
      ProblemCheck.of(keys.patch(rotated, "'name':'Anew'"), 409, "conflict");
    }
  }
}
