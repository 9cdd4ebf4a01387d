package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries: a limited product is never promised more often than there are pieces of it. */
class DeliveriesIT extends ServerIT {
  private static final String OF_PRODUCT = "select id from delivery where product_id = ?";
  private static final String DELIVERED = "{\"status\":\"delivered\"}";
  private static final String FAILED = "{\"status\":\"failed\"}";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String to(Object recipient) {
    return "{\"recipient\":\"" + recipient + "\"}";
  }

  private static UUID customer(UUID workspace, String username) {
    UUID uuid = UUID.randomUUID();
    Fixture.run(
        "insert into customer (id, workspace_id, uuid, username, first_seen)"
            + " values (?, ?, ?, ?, utc_timestamp(6))",
        Fixture.id(),
        workspace,
        uuid,
        username);
    return uuid;
  }

  private UUID limited(int available) {
    return Rows.product(fixture.live, "limited", true, "available_amount", available);
  }

  private HttpResponse<String> deliver(Object product, Object recipient) {
    return owner.post("/v1/products/" + product + "/actions/deliver", to(recipient));
  }

  private UUID delivery(UUID product) {
    HttpResponse<String> answer = deliver(product, UUID.randomUUID());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return UUID.fromString(ApiClient.json(answer).path("id").asText());
  }

  private HttpResponse<String> complete(Object delivery, String body) {
    return owner.post("/v1/deliveries/" + delivery + "/actions/complete", body);
  }

  private int available(UUID product) {
    return owner.read("/v1/products/" + product).path("availableAmount").asInt();
  }

  @Nested
  class Status200 {
    @Test
    void endsAPendingDelivery() {
      UUID id = delivery(fixture.product(fixture.live, "A hat", 100));
      JsonNode before = owner.read("/v1/deliveries/" + id);
      HttpResponse<String> answer = complete(id, DELIVERED);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode after = ApiClient.json(answer);
      assertThat(after.path("status").asText()).isEqualTo("delivered");
      assertThat(after.path("reason").isNull()).isTrue();
      assertThat(after.path("completedAt").isTextual()).isTrue();
      for (String same : List.of("id", "productId", "recipientUuid", "createdAt")) {
        assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
      }
      assertThat(owner.get("/v1/deliveries/" + id).body()).isEqualTo(answer.body());
    }

    @Test
    void givesThePieceOfAFailedDeliveryBackOnce() {
      UUID product = limited(2);
      UUID id = delivery(product);
      assertThat(available(product)).isEqualTo(1);
      String failed = "{\"status\":\"failed\",\"reason\":\" No inventory. \"}";
      HttpResponse<String> answer = complete(id, failed);
      assertThat(ApiClient.json(answer).path("reason").asText()).isEqualTo("No inventory.");
      assertThat(complete(id, FAILED).body()).isEqualTo(answer.body());
      assertThat(available(product)).isEqualTo(2);
    }

    @Test
    void keepsThePieceOfADeliveredOneHoweverOftenItIsSaid() {
      UUID product = limited(2);
      UUID id = delivery(product);
      String body = complete(id, DELIVERED).body();
      assertThat(complete(id, DELIVERED).body()).isEqualTo(body);
      assertThat(available(product)).isEqualTo(1);
    }

    @Test
    void givesNothingBackThatWasNotTaken() {
      UUID product = fixture.product(fixture.live, "A hat", 100);
      UUID id = delivery(product);
      Fixture.run("update product set limited = true where id = ?", product);
      complete(id, FAILED);
      assertThat(available(product)).isZero();
    }

    @Test
    void tellsAClientThatItHasTheDeliveryAlready() {
      UUID id = delivery(fixture.product(fixture.live, "A hat", 100));
      String path = "/v1/deliveries/" + id;
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(get(path, "X-API-Key", owner.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }
  }

  @Nested
  class Status202 {
    @Test
    void beginsADeliveryToAUsernameWhateverItsCase() {
      UUID uuid = customer(fixture.live, "ember.vale");
      UUID product = fixture.product(fixture.live, "A hat", 100);
      HttpResponse<String> answer = deliver(product, "Ember.VALE");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      JsonNode delivery = ApiClient.json(answer);
      assertThat(answer.body())
          .isEqualTo(
              ("{\"id\":%s,\"productId\":\"%s\",\"recipientUuid\":\"%s\","
                      + "\"recipientUsername\":\"ember.vale\",\"status\":\"pending\","
                      + "\"reason\":null,\"createdAt\":%s,\"completedAt\":null}")
                  .formatted(delivery.path("id"), product, uuid, delivery.path("createdAt")));
      String location = answer.headers().firstValue("Location").orElseThrow();
      assertThat(location).startsWith("http").endsWith(delivery.path("id").asText());
      assertThat(owner.get(location.substring(location.indexOf("/v1/"))).body())
          .isEqualTo(answer.body());
    }

    @Test
    void makesAnAvatarACustomerOnce() {
      UUID product = fixture.product(fixture.live, "A hat", 100);
      UUID avatar = UUID.randomUUID();
      for (Object spelling : List.of(avatar, avatar.toString().toUpperCase())) {
        JsonNode delivery = ApiClient.json(deliver(product, spelling));
        assertThat(delivery.path("recipientUuid").asText()).isEqualTo(avatar.toString());
        assertThat(delivery.path("recipientUsername").isNull()).isTrue();
      }
      assertThat(Rows.ids("select uuid from customer where workspace_id = ?", fixture.live))
          .containsExactly(avatar);
    }

    @Test
    void deliversAnInactiveProduct() {
      UUID product = Rows.product(fixture.live, "active", false);
      assertThat(deliver(product, UUID.randomUUID()).statusCode()).isEqualTo(202);
    }

    @Test
    void takesPiecesOfALimitedProductAlone() {
      UUID unlimited = Rows.product(fixture.live, "available_amount", 5);
      UUID limited = limited(5);
      delivery(unlimited);
      delivery(limited);
      assertThat(available(unlimited)).isEqualTo(5);
      assertThat(available(limited)).isEqualTo(4);
    }
  }

  @Nested
  class Status400 {
    private final UUID product = limited(1);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ember..vale", "019d4b5c-7d2e", "\\ud83c", "a.b.c"})
    void refusesWhatNamesNoResident(String recipient) {
      JsonNode problem = ApiClient.problem(deliver(product, recipient), 400, "invalid_identifier");
      assertThat(ApiClient.pointers(problem)).containsExactly("/recipient");
      assertThat(available(product)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | /recipient",
          "{\"recipient\":null} | /recipient",
          "{\"recipient\":5} | /recipient",
          "{\"recipient\":[\"ember.vale\"]} | /recipient",
          "{\"recipient\":\"ember.vale\",\"amount\":2} | /amount",
        })
    void pointsToTheMemberOfADelivery(String body, String pointer) {
      JsonNode problem =
          ApiClient.problem(
              owner.post("/v1/products/" + product + "/actions/deliver", body),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | /status",
          "{\"status\":\"pending\"} | /status",
          "{\"status\":\"DELIVERED\"} | /status",
          "{\"status\":1} | /status",
          "{\"status\":\"delivered\",\"reason\":\"Why not\"} | /reason",
          "{\"status\":\"failed\",\"reason\":\" \"} | /reason",
          "{\"status\":\"failed\",\"reason\":5} | /reason",
          "{\"status\":\"failed\",\"completedAt\":null} | /completedAt",
        })
    void pointsToTheMemberOfACompletion(String body, String pointer) {
      UUID id = delivery(product);
      JsonNode problem = ApiClient.problem(complete(id, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      assertThat(owner.read("/v1/deliveries/" + id).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void boundsTheReason() {
      UUID id = delivery(product);
      String body = "{\"status\":\"failed\",\"reason\":\"%s\"}";
      ApiClient.problem(complete(id, body.formatted("r".repeat(501))), 400, "validation_error");
      assertThat(complete(id, body.formatted("r".repeat(500))).statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Status403 {
    @Test
    void needsItsOwnScope() {
      UUID product = fixture.product(fixture.live, "A hat", 100);
      UUID id = delivery(product);
      ApiClient other =
          new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ, Scope.PRODUCTS_WRITE)));
      other.refused("/v1/deliveries/" + id, 403, "insufficient_scope");
      ApiClient.problem(
          other.post("/v1/products/" + product + "/actions/deliver", to(UUID.randomUUID())),
          403,
          "insufficient_scope");
      ApiClient.problem(
          other.post("/v1/deliveries/" + id + "/actions/complete", DELIVERED),
          403,
          "insufficient_scope");
      ApiClient deliverer = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_DELIVER)));
      assertThat(deliverer.read("/v1/deliveries/" + id).path("id").asText())
          .isEqualTo(id.toString());
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesProductsAndDeliveriesOfOtherWorkspaces() {
      Fixture sibling = fixture.sibling();
      ApiClient other = new ApiClient(sibling.key(Scopes.ALL));
      UUID foreign = sibling.product(sibling.live, "A hat", 100);
      UUID ofTest = fixture.product(fixture.test, "A hat", 100);
      for (Object product : List.of(foreign, ofTest, Fixture.id(), "x")) {
        ApiClient.problem(deliver(product, UUID.randomUUID()), 404, "not_found");
      }
      assertThat(Rows.ids("select uuid from customer where workspace_id = ?", fixture.live))
          .isEmpty();
      HttpResponse<String> theirs =
          other.post("/v1/products/" + foreign + "/actions/deliver", to(UUID.randomUUID()));
      String delivery = ApiClient.json(theirs).path("id").asText();
      for (Object id : List.of(delivery, Fixture.id(), "x")) {
        owner.refused("/v1/deliveries/" + id, 404, "not_found");
        ApiClient.problem(complete(id, FAILED), 404, "not_found");
      }
      assertThat(other.read("/v1/deliveries/" + delivery).path("status").asText())
          .isEqualTo("pending");
    }

    @Test
    void knowsNobodyOfAnUnknownUsername() {
      customer(fixture.test, "ember.vale");
      UUID product = limited(1);
      ApiClient.problem(deliver(product, "ember.vale"), 404, "not_found");
      assertThat(available(product)).isEqualTo(1);
    }
  }

  @Nested
  class Status409 {
    @Test
    void promisesNoPieceThatIsNotThere() {
      UUID product = limited(1);
      UUID first = delivery(product);
      ApiClient.problem(deliver(product, UUID.randomUUID()), 409, "conflict");
      assertThat(Rows.ids(OF_PRODUCT, product)).containsExactly(first);
      complete(first, FAILED);
      assertThat(deliver(product, UUID.randomUUID()).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"delivered, failed", "failed, delivered"})
    void endsADeliveryOneWay(String first, String second) {
      UUID product = limited(1);
      UUID id = delivery(product);
      String ended = complete(id, "{\"status\":\"" + first + "\"}").body();
      ApiClient.problem(complete(id, "{\"status\":\"" + second + "\"}"), 409, "conflict");
      assertThat(owner.get("/v1/deliveries/" + id).body()).isEqualTo(ended);
      assertThat(available(product)).isEqualTo(first.equals("failed") ? 1 : 0);
    }
  }

  @Nested
  class Races {
    private static final int THREADS = 64;
    private static final int PIECES = 100;

    @Test
    void neverPromiseMoreThanThereIs() throws Exception {
      for (int round = 0; round < 3; round++) {
        UUID product = limited(PIECES);
        UUID known = customer(fixture.live, "known" + round);
        List<Integer> statuses =
            Threads.run(
                    THREADS,
                    i ->
                        () ->
                            Stream.of(known, UUID.randomUUID())
                                .map(it -> deliver(product, it).statusCode())
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(statuses).containsOnly(202, 409).hasSize(2 * THREADS);
        assertThat(Collections.frequency(statuses, 202)).isEqualTo(PIECES);
        assertThat(available(product)).isZero();
        assertThat(Rows.ids(OF_PRODUCT, product)).hasSize(PIECES);
      }
    }

    @Test
    void meetAnAvatarOnce() throws Exception {
      UUID product = fixture.product(fixture.live, "A hat", 100);
      for (int round = 0; round < 20; round++) {
        UUID avatar = UUID.randomUUID();
        assertThat(Threads.run(8, i -> () -> deliver(product, avatar).statusCode()))
            .containsOnly(202);
      }
      assertThat(Rows.ids("select uuid from customer where workspace_id = ?", fixture.live))
          .hasSize(20);
    }

    @Test
    void endADeliveryOneWayAndGiveItsPieceBackOnce() throws Exception {
      UUID product = limited(1);
      for (int round = 0; round < 50; round++) {
        Fixture.run("update product set available_amount = 1 where id = ?", product);
        UUID id = delivery(product);
        List<Integer> statuses =
            Threads.run(6, i -> () -> complete(id, i % 2 == 0 ? DELIVERED : FAILED).statusCode());
        assertThat(statuses).containsOnly(200, 409);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(3);
        String status = owner.read("/v1/deliveries/" + id).path("status").asText();
        assertThat(available(product)).isEqualTo(status.equals("failed") ? 1 : 0);
      }
    }

    @Test
    void keepAccountsWhileSomeFailAndOthersBegin() throws Exception {
      UUID product = limited(3);
      for (int round = 0; round < 20; round++) {
        UUID pending = delivery(product);
        List<Integer> statuses =
            Threads.run(
                8,
                i ->
                    () ->
                        (i < 4 ? complete(pending, FAILED) : deliver(product, UUID.randomUUID()))
                            .statusCode());
        assertThat(statuses).containsOnly(200, 202, 409);
        int promised = Rows.ids(OF_PRODUCT + " and status = 'pending'", product).size();
        assertThat(available(product) + promised).isEqualTo(3);
        Rows.ids(OF_PRODUCT + " and status = 'pending'", product)
            .forEach(id -> complete(id, FAILED));
        assertThat(available(product)).isEqualTo(3);
      }
    }
  }
}
