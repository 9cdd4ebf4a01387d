package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupons: made and replaced whole, found by owner, applied once for each customer and target. */
class CouponsIT extends ServerIT {
  private static final String PATH = "/v1/coupons";
  private static final UUID OWNER = UUID.fromString("a1b2c3d4-e5f6-4789-9abc-def012345678");
  private static final String NOBODY = "0190f7a4-7d1c-7000-8000-000000000000";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String body(String code, String more) {
    return "{\"code\":\"%s\",\"ownerUuid\":\"%s\",\"ownerUsername\":\"aether.ash\",\"discount\":10%s}"
        .formatted(code, OWNER, more);
  }

  private String created(String code, String more) {
    HttpResponse<String> answer = owner.post(PATH, body(code, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer).path("id").asText();
  }

  private HttpResponse<String> act(Object customer, String action, String body) {
    return owner.post("/v1/customers/" + customer + "/actions/" + action + "-coupon", body);
  }

  private static String target(String coupon, int scope, Object product) {
    return "{\"couponId\":\"%s\",\"scope\":%d%s}"
        .formatted(
            coupon, scope, product == null ? "" : ",\"productId\":\"%s\"".formatted(product));
  }

  private static List<String> codes(JsonNode page) {
    List<String> codes = new ArrayList<>();
    page.path("data").forEach(coupon -> codes.add(coupon.path("code").asText()));
    return codes;
  }

  @Nested
  class Status200 {
    @Test
    void readsWhatWasMade() {
      String id = created("SPRING", ",\"ownerProfit\":5,\"active\":false");
      assertThat(owner.get(PATH + "/" + id).body())
          .isEqualTo(
              ("{\"id\":\"%s\",\"code\":\"SPRING\",\"ownerUuid\":\"%s\","
                      + "\"ownerUsername\":\"aether.ash\",\"discount\":10,\"ownerProfit\":5,"
                      + "\"active\":false}")
                  .formatted(id, OWNER));
    }

    @Test
    void listsThemOldestFirstAndByActivity() {
      created("one", "");
      created("two", ",\"active\":false");
      created("three", ",\"active\":true");
      assertThat(codes(owner.read(PATH))).containsExactly("one", "two", "three");
      assertThat(codes(owner.read(PATH + "?active=true"))).containsExactly("one", "three");
      assertThat(codes(owner.read(PATH + "?active=false"))).containsExactly("two");
      JsonNode first = owner.read(PATH + "?limit=2");
      assertThat(codes(first)).containsExactly("one", "two");
      String cursor = first.at("/pagination/nextCursor").textValue();
      assertThat(codes(owner.read(PATH + "?limit=2&cursor=" + cursor))).containsExactly("three");
    }

    @Test
    void listsThoseOfAnOwnerByAvatarAndByUsername() {
      created("mine", "");
      created("too", "");
      UUID other = Rows.customer(fixture.live, "username", "other.one");
      owner.post(PATH, body("theirs", "").replace(OWNER.toString(), other.toString()));
      assertThat(codes(owner.read(PATH + "/owner/" + OWNER))).containsExactly("mine", "too");
      assertThat(codes(owner.read(PATH + "/owner/" + other))).containsExactly("theirs");
      assertThat(codes(owner.read(PATH + "/owner/AETHER.ash")))
          .containsExactly("mine", "too", "theirs");
      assertThat(codes(owner.read(PATH + "/owner/other.one"))).isEmpty();
      JsonNode first = owner.read(PATH + "/owner/" + OWNER + "?limit=1");
      assertThat(codes(first)).containsExactly("mine");
      String rest = "?limit=1&cursor=" + first.at("/pagination/nextCursor").textValue();
      assertThat(codes(owner.read(PATH + "/owner/" + OWNER + rest))).containsExactly("too");
    }

    @Test
    void aPageThatItsRowsHaveLeftIsEmpty() {
      created("mine", "");
      String last = created("too", "");
      JsonNode first = owner.read(PATH + "/owner/" + OWNER + "?limit=1");
      String rest = "?limit=1&cursor=" + first.at("/pagination/nextCursor").textValue();
      owner.put(PATH + "/" + last, body("too", "").replace(OWNER.toString(), NOBODY));
      assertThat(codes(owner.read(PATH + "/owner/" + OWNER + rest))).isEmpty();
    }

    @Test
    void replacesTheWholeCoupon() {
      String id = created("First", ",\"ownerProfit\":5,\"active\":false");
      HttpResponse<String> answer = owner.put(PATH + "/" + id, body(" second ", ""));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(ApiClient.json(answer).path("code").asText()).isEqualTo("second");
      assertThat(ApiClient.json(answer).path("ownerProfit").asInt()).isZero();
      assertThat(ApiClient.json(answer).path("active").asBoolean()).isTrue();
      assertThat(owner.get(PATH + "/" + id).body()).isEqualTo(answer.body());
      assertThat(owner.put(PATH + "/" + id, body("SECOND", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheUsernameOfACustomer() {
      UUID avatar = Rows.customer(fixture.live, "username", "Known.One");
      String body = body("code", "").replace("\"ownerUsername\":\"aether.ash\",", "");
      HttpResponse<String> answer =
          owner.post(PATH, body.replace(OWNER.toString(), avatar.toString()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(ApiClient.json(answer).path("ownerUsername").asText()).isEqualTo("Known.One");
    }

    @Test
    void appliesOneForEachTargetAndReplacesIt() {
      UUID avatar = Rows.customer(fixture.live, "username", "a.customer");
      UUID product = fixture.product(fixture.live, "A hat", 250);
      String one = created("one", "");
      String two = created("two", "");
      String inStore =
          "\"customerUuid\":\"" + avatar + "\",\"scope\":\"store\",\"productId\":null}";
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> answer = act("a.customer", "apply", target(one, 0, null));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"couponId\":\"" + one + "\"," + inStore);
      }
      assertThat(act(avatar, "apply", target(two, 1, product)).body())
          .isEqualTo(
              "{\"couponId\":\"%s\",\"customerUuid\":\"%s\",\"scope\":\"product\",\"productId\":\"%s\"}"
                  .formatted(two, avatar, product));
      assertThat(act(avatar, "apply", target(two, 0, null)).statusCode()).isEqualTo(200);
      assertThat(act(avatar, "revoke", target(one, 0, null)).statusCode()).isEqualTo(409);
      assertThat(act(avatar, "revoke", target(two, 0, null)).body())
          .isEqualTo("{\"couponId\":\"" + two + "\"," + inStore);
      assertThat(act(avatar, "revoke", target(two, 0, null)).statusCode()).isEqualTo(409);
      assertThat(act(avatar, "revoke", target(two, 1, product)).statusCode()).isEqualTo(200);
    }

    @Test
    void takesNullForNoProduct() {
      UUID avatar = Rows.customer(fixture.live);
      String coupon = created("one", "");
      String body = "{\"couponId\":\"" + coupon + "\",\"scope\":0,\"productId\":null}";
      assertThat(act(avatar, "apply", body).statusCode()).isEqualTo(200);
    }

    @Test
    void revokesWhatHasBecomeInactive() {
      UUID avatar = Rows.customer(fixture.live);
      String coupon = created("one", "");
      act(avatar, "apply", target(coupon, 0, null));
      owner.put(PATH + "/" + coupon, body("one", ",\"active\":false"));
      ApiClient.problem(act(avatar, "apply", target(coupon, 0, null)), 409, "conflict");
      assertThat(act(avatar, "revoke", target(coupon, 0, null)).statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Status201 {
    @Test
    void saysWhereTheCouponIs() {
      HttpResponse<String> answer = owner.post(PATH, body("\u00e9t\u00e9-26", ""));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode coupon = ApiClient.json(answer);
      String path = PATH + "/" + coupon.path("id").asText();
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(path);
      HttpResponse<String> read = owner.get(path);
      assertThat(read.body()).isEqualTo(answer.body());
      assertThat(answer.headers().firstValue("ETag")).isEqualTo(read.headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b_c-d!", "%_\u4e2d"})
    void takesWhatCanBeSeen(String code) {
      created(code, "");
      created("x".repeat(40), ",\"ownerProfit\":100");
    }

    @Test
    void leavesCodesToEveryWorkspace() {
      created("same", "");
      Fixture sibling = fixture.sibling();
      for (String key : List.of(fixture.testKey(Scopes.ALL), sibling.key(Scopes.ALL))) {
        ApiClient other = new ApiClient(key);
        assertThat(other.post(PATH, body("same", "")).statusCode()).isEqualTo(201);
        assertThat(codes(other.read(PATH))).containsExactly("same");
      }
    }
  }

  @Nested
  class Status304 {
    @Test
    void sparesWhoHasItAlready() {
      String path = PATH + "/" + created("one", "");
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(get(path, "X-API-Key", owner.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          { "code": "a b", "ownerUuid": "no", "ownerUsername": "a b", "discount": 101,
            "ownerProfit": -1, "active": "yes", "id": "x" }
          """;
      JsonNode problem = ApiClient.problem(owner.post(PATH, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/code",
              "/ownerUuid",
              "/ownerUsername",
              "/discount",
              "/ownerProfit",
              "/active",
              "/id");
      assertThat(codes(owner.read(PATH))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", " ab ", "a\\u00a0b", "a\\u200bbc", "a\\tbc", "\\ud83cabc"})
    void refusesCodes(String code) {
      JsonNode problem =
          ApiClient.problem(owner.post(PATH, body(code, "")), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/code");
      ApiClient.problem(owner.post(PATH, body("x".repeat(41), "")), 400, "validation_error");
    }

    @Test
    void asksForTheUsernameOfAnOwnerWhomNobodyKnowsByName() {
      UUID nameless = Rows.customer(fixture.live);
      UUID elsewhere = Rows.customer(fixture.test, "username", "known.there");
      String body = body("code", "").replace("\"ownerUsername\":\"aether.ash\",", "");
      for (UUID unknown : List.of(OWNER, nameless, elsewhere)) {
        JsonNode problem =
            ApiClient.problem(
                owner.post(PATH, body.replace(OWNER.toString(), unknown.toString())),
                400,
                "validation_error");
        assertThat(ApiClient.pointers(problem)).containsExactly("/ownerUsername");
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/scope | {\"couponId\":\"" + NOBODY + "\"}",
          "/scope | {\"couponId\":\"" + NOBODY + "\",\"scope\":null}",
          "/scope | {\"couponId\":\"" + NOBODY + "\",\"scope\":2}",
          "/scope | {\"couponId\":\"" + NOBODY + "\",\"scope\":\"store\"}",
          "/couponId | {\"scope\":0}",
          "/couponId | {\"couponId\":7,\"scope\":0}",
          "/productId | {\"couponId\":\"" + NOBODY + "\",\"scope\":1}",
          "/productId | {\"couponId\":\"" + NOBODY + "\",\"scope\":1,\"productId\":null}",
          "/productId | {\"couponId\":\"" + NOBODY + "\",\"scope\":1,\"productId\":\"no\"}",
          "/productId | {\"couponId\":\"" + NOBODY + "\",\"scope\":0,\"productId\":\"no\"}",
          "/more | {\"couponId\":\"" + NOBODY + "\",\"scope\":0,\"more\":1}",
        })
    void pointsToTheMember(String pointer, String body) {
      UUID avatar = Rows.customer(fixture.live);
      for (String action : List.of("apply", "revoke")) {
        JsonNode problem = ApiClient.problem(act(avatar, action, body), 400, "validation_error");
        assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      }
    }

    @Test
    void refusesWhatNamesNoResident() {
      owner.refused(PATH + "/owner/not--a-name", 400, "invalid_identifier");
      ApiClient.problem(act("no_name", "apply", "{}"), 400, "invalid_identifier");
      ApiClient.problem(act("no_name", "revoke", "{}"), 400, "invalid_identifier");
    }

    @Test
    void refusesAFilterThatIsNone() {
      owner.refused(PATH + "?active=maybe", 400, "validation_error");
    }
  }

  @Nested
  class Status403 {
    @Test
    void eachScopeIsOneOfThree() {
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.COUPONS_READ)));
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.COUPONS_WRITE)));
      ApiClient applier = new ApiClient(fixture.key(Scopes.of(Scope.COUPONS_APPLY)));
      String apply = "/v1/customers/" + OWNER + "/actions/apply-coupon";
      for (ApiClient client : List.of(writer, applier)) {
        client.refused(PATH, 403, "insufficient_scope");
        client.refused(PATH + "/" + NOBODY, 403, "insufficient_scope");
        client.refused(PATH + "/owner/" + OWNER, 403, "insufficient_scope");
      }
      for (ApiClient client : List.of(reader, applier)) {
        ApiClient.problem(client.post(PATH, body("abc", "")), 403, "insufficient_scope");
        ApiClient.problem(
            client.put(PATH + "/" + NOBODY, body("abc", "")), 403, "insufficient_scope");
      }
      for (ApiClient client : List.of(reader, writer)) {
        ApiClient.problem(client.post(apply, "{}"), 403, "insufficient_scope");
        ApiClient.problem(
            client.post(apply.replace("apply", "revoke"), "{}"), 403, "insufficient_scope");
      }
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesWhatIsOfAnotherWorkspace() {
      String id = created("mine", "");
      Fixture sibling = fixture.sibling();
      for (String key : List.of(fixture.testKey(Scopes.ALL), sibling.key(Scopes.ALL))) {
        ApiClient other = new ApiClient(key);
        other.refused(PATH + "/" + id, 404, "not_found");
        other.refused(PATH + "/owner/" + OWNER, 404, "not_found");
        other.refused(PATH + "/owner/aether.ash", 404, "not_found");
        ApiClient.problem(other.put(PATH + "/" + id, body("abc", "")), 404, "not_found");
      }
      UUID avatar = Rows.customer(sibling.live, "username", "a.sibling");
      ApiClient other = new ApiClient(sibling.key(Scopes.ALL));
      for (String action : List.of("apply", "revoke")) {
        String path = "/v1/customers/%s/actions/%s-coupon".formatted(avatar, action);
        ApiClient.problem(other.post(path, target(id, 0, null)), 404, "not_found");
        ApiClient.problem(owner.post(path, target(id, 0, null)), 404, "not_found");
      }
      assertThat(codes(owner.read(PATH))).containsExactly("mine");
    }

    @Test
    void hidesProductsOfAnotherWorkspace() {
      UUID avatar = Rows.customer(fixture.live);
      String coupon = created("mine", "");
      UUID product = fixture.product(fixture.test, "A hat", 250);
      for (Object unknown : List.of(product, NOBODY, new UUID(0, 0))) {
        for (String action : List.of("apply", "revoke")) {
          ApiClient.problem(act(avatar, action, target(coupon, 1, unknown)), 404, "not_found");
        }
      }
    }

    @Test
    void knowsNoUnknownId() {
      owner.refused(PATH + "/" + NOBODY, 404, "not_found");
      owner.refused(PATH + "/not-an-id", 404, "not_found");
      owner.refused(PATH + "/owner/" + NOBODY, 404, "not_found");
      owner.refused(PATH + "/owner/nobody.here", 404, "not_found");
      ApiClient.problem(owner.put(PATH + "/not-an-id", body("abc", "")), 404, "not_found");
      UUID avatar = Rows.customer(fixture.live);
      ApiClient.problem(act(avatar, "apply", target(NOBODY, 0, null)), 404, "not_found");
      String coupon = created("mine", "");
      ApiClient.problem(act(UUID.randomUUID(), "apply", target(coupon, 0, null)), 404, "not_found");
      ApiClient.problem(act("nobody.here", "apply", target(coupon, 0, null)), 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void givesACodeOnceIgnoringCase() {
      created("Spring", "");
      String other = created("Autumn", "");
      ApiClient.problem(owner.post(PATH, body("SPRING", "")), 409, "duplicate_name");
      ApiClient.problem(owner.put(PATH + "/" + other, body("sprinG", "")), 409, "duplicate_name");
      assertThat(codes(owner.read(PATH))).containsExactly("Spring", "Autumn");
    }

    @Test
    void appliesNoInactiveCoupon() {
      UUID avatar = Rows.customer(fixture.live);
      String coupon = created("one", ",\"active\":false");
      ApiClient.problem(act(avatar, "apply", target(coupon, 0, null)), 409, "conflict");
      ApiClient.problem(act(avatar, "revoke", target(coupon, 0, null)), 409, "conflict");
    }
  }

  @Nested
  class Status412 {
    @Test
    void keepsWhatAnotherHasChanged() {
      String path = PATH + "/" + created("one", "");
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(owner.send("PUT", path, body("two", ""), "If-Match", tag).statusCode())
          .isEqualTo(200);
      ApiClient.problem(
          owner.send("PUT", path, body("three", ""), "If-Match", tag), 412, "precondition_failed");
      assertThat(owner.read(path).path("code").asText()).isEqualTo("two");
    }
  }
}
