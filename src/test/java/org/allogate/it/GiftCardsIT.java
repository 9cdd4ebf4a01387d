package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gift cards: granted to residents, changed while they can be used, redeemed once. */
class GiftCardsIT extends ServerIT {
  private static final String PATH = "/v1/giftcards/";
  private static final String NOBODY = "0190f7a4-7d1c-7000-8000-000000000000";
  private static final String TEXTURE = "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final UUID avatar = Rows.customer(fixture.live, "username", "a.customer");

  private static String ofCustomer(Object identifier) {
    return "/v1/customers/" + identifier + "/giftcards";
  }

  private static String grant(Object identifier) {
    return "/v1/customers/" + identifier + "/actions/grant-gift-card";
  }

  private String granted(Object identifier, String more) {
    HttpResponse<String> answer = owner.post(grant(identifier), "{\"credit\":500" + more + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ApiClient.json(answer).path("id").asText();
  }

  private HttpResponse<String> redeem(String card, Object redeemer) {
    return owner.post(
        PATH + card + "/actions/redeem",
        redeemer == null ? "{}" : "{\"redeemer\":\"" + redeemer + "\"}");
  }

  private HttpResponse<String> disable(String card) {
    return owner.send("POST", PATH + card + "/actions/disable", "");
  }

  private static long ledger(UUID customer) {
    return Rows.ids(
            "select e.id from credit_entry e join customer c on c.id = e.customer_id"
                + " where c.uuid = ? and e.reason = 'gift_card' and e.amount = 500"
                + " and e.restricted_amount = 0 and e.credit = c.credit and c.credit = 500",
            customer)
        .size();
  }

  @Nested
  class Status200 {
    @Test
    void readsWhatWasGranted() {
      String id =
          granted(
              avatar,
              ",\"transfer\":true,\"texture\":\""
                  + TEXTURE
                  + "\",\"expiresAt\":\"2999-01-01T02:00:00.5+02:00\"");
      JsonNode card = owner.read(PATH + id);
      assertThat(card.toString())
          .isEqualTo(
              ("{\"id\":\"%s\",\"ownerUuid\":\"%s\",\"ownerUsername\":\"a.customer\","
                      + "\"credit\":500,\"active\":true,\"redeemed\":false,\"transfer\":true,"
                      + "\"texture\":\"%s\",\"purchased\":%s,"
                      + "\"expiresAt\":\"2999-01-01T00:00:00Z\"}")
                  .formatted(id, avatar, TEXTURE, card.path("purchased")));
      assertThat(Instant.parse(card.path("purchased").asText()))
          .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void listsThoseOfACustomerByActivityAndRedemption() {
      String plain = granted(avatar, "");
      String disabled = granted("A.Customer", "");
      String redeemed = granted(avatar, "");
      granted(UUID.randomUUID(), "");
      disable(disabled);
      redeem(redeemed, null);
      for (Object identifier : List.of(avatar, "a.CUSTOMER")) {
        assertThat(listed(identifier, "")).containsExactly(plain, disabled, redeemed);
        assertThat(listed(identifier, "?active=true")).containsExactly(plain, redeemed);
        assertThat(listed(identifier, "?active=false")).containsExactly(disabled);
        assertThat(listed(identifier, "?redeemed=true")).containsExactly(redeemed);
        assertThat(listed(identifier, "?redeemed=false")).containsExactly(plain, disabled);
        assertThat(listed(identifier, "?redeemed=false&active=true")).containsExactly(plain);
        assertThat(listed(identifier, "?redeemed=true&active=false")).isEmpty();
      }
      String cursor = "";
      for (String expected : List.of(plain, disabled, redeemed)) {
        JsonNode page = owner.read(ofCustomer(avatar) + "?limit=1" + cursor);
        assertThat(page.at("/data/0")).isEqualTo(owner.read(PATH + expected));
        cursor = "&cursor=" + page.at("/pagination/nextCursor").asText();
      }
    }

    private List<String> listed(Object identifier, String query) {
      return ApiClient.ids(owner.read(ofCustomer(identifier) + query).path("data")).stream()
          .map(UUID::toString)
          .toList();
    }

    @Test
    void changesWhatThePatchNames() {
      String id = granted(avatar, ",\"texture\":\"" + TEXTURE + "\"");
      JsonNode before = owner.read(PATH + id);
      HttpResponse<String> answer =
          owner.patch(PATH + id, "{\"transfer\":true,\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode card = ApiClient.json(answer);
      assertThat(card.path("transfer").asBoolean()).isTrue();
      assertThat(card.path("texture")).isEqualTo(before.path("texture"));
      assertThat(card.path("expiresAt").asText()).isEqualTo("2999-01-01T00:00:00Z");
      assertThat(owner.get(PATH + id).body()).isEqualTo(answer.body());
      HttpResponse<String> back =
          owner.send("PATCH", PATH + id, "{\"texture\":null,\"expiresAt\":null,\"transfer\":null}");
      assertThat(ApiClient.json(back).path("texture").isNull()).isTrue();
      assertThat(ApiClient.json(back).path("expiresAt").isNull()).isTrue();
      assertThat(ApiClient.json(back).path("transfer").asBoolean()).isFalse();
      assertThat(owner.patch(PATH + id, "{}").body()).isEqualTo(back.body());
    }

    @Test
    void takesAMergePatch() {
      String id = granted(avatar, "");
      HttpResponse<String> answer =
          send(
              java.net.http.HttpRequest.newBuilder(uri(PATH + id))
                  .headers("X-API-Key", owner.key())
                  .header("Content-Type", "application/merge-patch+json")
                  .method(
                      "PATCH",
                      java.net.http.HttpRequest.BodyPublishers.ofString("{\"transfer\":true}")));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void disablesHoweverOften() {
      String id = granted(avatar, "");
      HttpResponse<String> once = disable(id);
      assertThat(once.statusCode()).as(once.body()).isEqualTo(200);
      assertThat(ApiClient.json(once).path("active").asBoolean()).isFalse();
      assertThat(disable(id).body()).isEqualTo(once.body());
      assertThat(owner.get(PATH + id).body()).isEqualTo(once.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"redeemer\":null}", "{\"redeemer\":\"A.customer\"}"})
    void addsItsCreditToTheOwners(String body) {
      String id = granted(avatar, "");
      HttpResponse<String> answer = owner.post(PATH + id + "/actions/redeem", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(ApiClient.json(answer).path("redeemed").asBoolean()).isTrue();
      assertThat(ApiClient.json(answer).path("active").asBoolean()).isTrue();
      assertThat(owner.get(PATH + id).body()).isEqualTo(answer.body());
      assertThat(ledger(avatar)).isEqualTo(1);
      assertThat(
              Rows.ids(
                  "select gift_card_id from credit_entry e join customer c on c.id = e.customer_id"
                      + " where c.uuid = ?",
                  avatar))
          .containsExactly(UUID.fromString(id));
    }

    @Test
    void letsAnybodyRedeemWhatIsTransferable() {
      UUID other = Rows.customer(fixture.live, "username", "other.one");
      UUID stranger = UUID.randomUUID();
      for (UUID redeemer : List.of(other, stranger)) {
        String id = granted(avatar, ",\"transfer\":true");
        HttpResponse<String> answer = redeem(id, redeemer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ApiClient.json(answer).path("ownerUuid").asText()).isEqualTo(avatar.toString());
        assertThat(ledger(redeemer)).isEqualTo(1);
      }
      assertThat(ledger(avatar)).isZero();
      assertThat(owner.read(ofCustomer(stranger)).path("data")).isEmpty();
    }

    @Test
    void keepsACardThatHasExpiredUntilItsEndIsMoved() {
      try (ServerClock clock = new ServerClock()) {
        Instant end = clock.instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        String id = granted(avatar, ",\"expiresAt\":\"" + end + "\"");
        clock.advance(Duration.ofHours(1));
        assertThat(owner.read(PATH + id).path("active").asBoolean()).isTrue();
        ApiClient.problem(redeem(id, null), 409, "conflict");
        HttpResponse<String> same = owner.patch(PATH + id, "{\"expiresAt\":\"" + end + "\"}");
        ApiClient.problem(same, 400, "validation_error");
        assertThat(owner.patch(PATH + id, "{\"expiresAt\":null}").statusCode()).isEqualTo(200);
        assertThat(redeem(id, null).statusCode()).isEqualTo(200);
      }
    }
  }

  @Nested
  class Status201 {
    @Test
    void saysWhereTheCardIs() {
      HttpResponse<String> answer = owner.post(grant("a.customer"), "{\"credit\":1000000000}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode card = ApiClient.json(answer);
      String path = PATH + card.path("id").asText();
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(path);
      HttpResponse<String> read = owner.get(path);
      assertThat(read.body()).isEqualTo(answer.body());
      assertThat(read.headers().firstValue("ETag")).isEqualTo(answer.headers().firstValue("ETag"));
      assertThat(card.path("transfer").asBoolean()).isFalse();
      assertThat(card.path("texture").isNull()).isTrue();
      assertThat(card.path("expiresAt").isNull()).isTrue();
    }

    @Test
    void makesAnUnknownAvatarACustomer() {
      UUID stranger = UUID.randomUUID();
      owner.refused(ofCustomer(stranger), 404, "not_found");
      String id = granted(stranger, "");
      assertThat(owner.read(PATH + id).path("ownerUuid").asText()).isEqualTo(stranger.toString());
      assertThat(owner.read(PATH + id).path("ownerUsername").isNull()).isTrue();
      assertThat(ApiClient.ids(owner.read(ofCustomer(stranger)).path("data"))).hasSize(1);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          { "credit": 0, "transfer": "yes", "texture": "none", "expiresAt": "tomorrow", "id": 1 }
          """;
      UUID stranger = UUID.randomUUID();
      JsonNode problem =
          ApiClient.problem(owner.post(grant(stranger), body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("/credit", "/transfer", "/texture", "/expiresAt", "/id");
      owner.refused(ofCustomer(stranger), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/credit | {}",
          "/credit | {\"credit\":1000000001}",
          "/credit | {\"credit\":1.5}",
          "/expiresAt | {\"credit\":1,\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
          "/expiresAt | {\"credit\":1,\"expiresAt\":\"9999-12-31T23:59:59-18:00\"}",
          "/expiresAt | {\"credit\":1,\"expiresAt\":\"2999-01-01\"}",
        })
    void pointsToTheMember(String pointer, String body) {
      JsonNode problem =
          ApiClient.problem(owner.post(grant(avatar), body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/transfer | {\"transfer\":0}",
          "/texture | {\"texture\":\"none\"}",
          "/expiresAt | {\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
          "/credit | {\"credit\":5}",
          "/active | {\"active\":false}",
        })
    void patchesNothingElse(String pointer, String body) {
      String id = granted(avatar, "");
      JsonNode problem = ApiClient.problem(owner.patch(PATH + id, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @Test
    void refusesWhatNamesNoResident() {
      String id = granted(avatar, "");
      owner.refused(ofCustomer("no_name"), 400, "invalid_identifier");
      ApiClient.problem(owner.post(grant("no_name"), "{}"), 400, "invalid_identifier");
      JsonNode problem = ApiClient.problem(redeem(id, "no_name"), 400, "invalid_identifier");
      assertThat(ApiClient.pointers(problem)).containsExactly("/redeemer");
      problem =
          ApiClient.problem(
              owner.post(PATH + id + "/actions/redeem", "{\"redeemer\":7,\"more\":1}"),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/redeemer", "/more");
    }
  }

  @Nested
  class Status403 {
    @Test
    void writingDoesNotIncludeReading() {
      String id = granted(avatar, "");
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.GIFTCARDS_WRITE)));
      writer.refused(PATH + id, 403, "insufficient_scope");
      writer.refused(ofCustomer(avatar), 403, "insufficient_scope");
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.GIFTCARDS_READ)));
      for (String path :
          List.of(grant(avatar), PATH + id + "/actions/disable", PATH + id + "/actions/redeem")) {
        ApiClient.problem(reader.post(path, "{}"), 403, "insufficient_scope");
      }
      ApiClient.problem(reader.patch(PATH + id, "{}"), 403, "insufficient_scope");
      reader.read(ofCustomer(avatar));
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesWhatIsOfAnotherWorkspace() {
      String id = granted(avatar, ",\"transfer\":true");
      Fixture sibling = fixture.sibling();
      for (String key : List.of(fixture.testKey(Scopes.ALL), sibling.key(Scopes.ALL))) {
        ApiClient other = new ApiClient(key);
        other.refused(PATH + id, 404, "not_found");
        other.refused(ofCustomer(avatar), 404, "not_found");
        ApiClient.problem(other.patch(PATH + id, "{}"), 404, "not_found");
        ApiClient.problem(other.post(PATH + id + "/actions/disable", "{}"), 404, "not_found");
        ApiClient.problem(
            other.post(PATH + id + "/actions/redeem", "{\"redeemer\":\"" + avatar + "\"}"),
            404,
            "not_found");
        other.refused(ofCustomer(avatar), 404, "not_found");
      }
      assertThat(owner.read(PATH + id).path("active").asBoolean()).isTrue();
    }

    @Test
    void knowsNoUnknownName() {
      owner.refused(PATH + NOBODY, 404, "not_found");
      owner.refused(PATH + "not-an-id", 404, "not_found");
      owner.refused(ofCustomer("nobody.here"), 404, "not_found");
      ApiClient.problem(owner.post(grant("nobody.here"), "{\"credit\":1}"), 404, "not_found");
      ApiClient.problem(redeem(NOBODY, null), 404, "not_found");
      ApiClient.problem(disable(NOBODY), 404, "not_found");
      ApiClient.problem(
          redeem(granted(avatar, ",\"transfer\":true"), "nobody.here"), 404, "not_found");
    }
  }

  @Nested
  class Status409 {
    @Test
    void aRedeemedCardIsOver() {
      String id = granted(avatar, "");
      redeem(id, null);
      ApiClient.problem(redeem(id, null), 409, "conflict");
      ApiClient.problem(disable(id), 409, "conflict");
      ApiClient.problem(owner.patch(PATH + id, "{\"transfer\":true}"), 409, "conflict");
      assertThat(ledger(avatar)).isEqualTo(1);
    }

    @Test
    void aDisabledCardIsOver() {
      String id = granted(avatar, "");
      disable(id);
      ApiClient.problem(redeem(id, null), 409, "conflict");
      ApiClient.problem(owner.patch(PATH + id, "{\"transfer\":true}"), 409, "conflict");
      assertThat(ledger(avatar)).isZero();
    }

    @Test
    void whatIsNotTransferableIsTheOwners() {
      String id = granted(avatar, "");
      UUID stranger = UUID.randomUUID();
      ApiClient.problem(redeem(id, stranger), 409, "conflict");
      owner.refused(ofCustomer(stranger), 404, "not_found");
      assertThat(redeem(id, avatar).statusCode()).isEqualTo(200);
    }

    @Test
    void creditHasAnEnd() {
      Fixture.run("update customer set credit = 999999999600 where uuid = ?", avatar);
      String id = granted(avatar, "");
      ApiClient.problem(redeem(id, null), 409, "conflict");
      assertThat(owner.read(PATH + id).path("redeemed").asBoolean()).isFalse();
    }
  }

  @Nested
  class Status412 {
    @Test
    void keepsWhatAnotherHasChanged() {
      String path = PATH + granted(avatar, "");
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(owner.send("PATCH", path, "{\"transfer\":true}", "If-Match", tag).statusCode())
          .isEqualTo(200);
      ApiClient.problem(
          owner.send("PATCH", path, "{\"transfer\":false}", "If-Match", tag),
          412,
          "precondition_failed");
    }
  }
}
