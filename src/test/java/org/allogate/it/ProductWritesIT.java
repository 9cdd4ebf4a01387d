package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products are made and described anew as a whole; whatever is sent, the server stands. */
class ProductWritesIT extends ServerIT {
  private static final String PATH = "/v1/products";
  private static final String SMALLEST = "{\"name\":\"Hat\",\"price\":5,\"item\":\"Thing\"}";
  private static final String USER = "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e";
  private static final String DATES =
      "\"startDate\":\"2026-04-01T00:00:00Z\",\"endDate\":\"2026-05-01T00:00:00Z\"";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String with(String members) {
    return SMALLEST.replace("}", "," + members + "}");
  }

  private JsonNode created(String body) {
    HttpResponse<String> answer = owner.post(PATH, body);
    assertThat(answer.statusCode()).as("%s: %s", body, answer.body()).isEqualTo(201);
    return ApiClient.json(answer);
  }

  private String createdPath() {
    return PATH + "/" + created(SMALLEST).path("id").asText();
  }

  /** What a client said of a product must be what is shown of it. */
  private static void isShown(ObjectNode body, JsonNode product) {
    body.propertyStream()
        .filter(member -> !member.getKey().equals("listed"))
        .forEach(
            member ->
                assertThat(product.path(member.getKey()))
                    .as(member.getKey())
                    .isEqualTo(member.getValue()));
  }

  @Nested
  class Status200 {
    @Test
    void replacesAProductAsAWhole() {
      ProductJson products = new ProductJson(new Random(1));
      JsonNode first = created(products.valid().toString());
      String path = PATH + "/" + first.path("id").asText();
      ObjectNode second = products.valid();
      HttpResponse<String> replaced = owner.put(path, second.toString());
      assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
      isShown(second, ApiClient.json(replaced));
      assertThat(owner.get(path).body()).isEqualTo(replaced.body());
      assertThat(ApiClient.json(replaced).path("id")).isEqualTo(first.path("id"));

      JsonNode smallest = ApiClient.json(owner.put(path, SMALLEST));
      JsonNode fresh = created(SMALLEST);
      ((ObjectNode) fresh).set("id", smallest.path("id"));
      assertThat(smallest).isEqualTo(fresh);
    }

    @Test
    void putsSharesInAnyOtherOrder() {
      String path = createdPath();
      Random random = new Random(7);
      List<UUID> users = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        users.add(UUID.randomUUID());
      }
      for (int round = 0; round < 50; round++) {
        java.util.Collections.shuffle(users, random);
        List<String> shares = new ArrayList<>();
        for (UUID user : users.subList(0, random.nextInt(6))) {
          shares.add(
              "{\"userUuid\":\"%s\",\"percent\":%d}".formatted(user, 1 + random.nextInt(20)));
        }
        String list = "\"profitShares\":[" + String.join(",", shares) + "]";
        HttpResponse<String> answer = owner.put(path, with(list));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(owner.get(path).body()).contains(list).isEqualTo(answer.body());
      }
    }

    @Test
    void takesWhatAnotherClientSawBeforeOnlyWithoutPrecondition() {
      String path = createdPath();
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> first = owner.send("PUT", path, with("\"price\":6"), "If-Match", tag);
      assertThat(first.statusCode()).isEqualTo(400);
      HttpResponse<String> second =
          owner.send("PUT", path, SMALLEST.replace("5", "6"), "If-Match", tag);
      assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
      ApiClient.problem(
          owner.send("PUT", path, SMALLEST, "If-Match", tag), 412, "precondition_failed");
      assertThat(owner.read(path).path("price").asInt()).isEqualTo(6);
      assertThat(owner.get(path).headers().firstValue("ETag"))
          .isEqualTo(second.headers().firstValue("ETag"));
    }

    @Test
    void lacksNothingOfWhatManyWriteAtOnce() throws Exception {
      String path = createdPath();
      List<HttpResponse<String>> answers =
          Threads.run(
              8,
              i ->
                  () ->
                      owner.put(
                          path,
                          with(
                              "\"profitShares\":[{\"userUuid\":\"%s\",\"percent\":%d}]"
                                  .formatted(USER, i + 1))));
      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(answers).extracting(HttpResponse::body).contains(owner.get(path).body());
    }
  }

  @Nested
  class Status201 {
    @Test
    void tellsWhereTheNewProductIs() {
      HttpResponse<String> answer = owner.post(PATH, SMALLEST);
      assertThat(answer.statusCode()).isEqualTo(201);
      String id = ApiClient.json(answer).path("id").asText();
      assertThat(answer.headers().firstValue("Location")).hasValue(uri(PATH + "/" + id).toString());
      HttpResponse<String> read = owner.get(PATH + "/" + id);
      assertThat(read.body()).isEqualTo(answer.body());
      assertThat(read.headers().firstValue("ETag")).isEqualTo(answer.headers().firstValue("ETag"));
    }

    @Test
    void fillsInTheDefaultsOfTheContract() {
      JsonNode product = created(SMALLEST);
      ((ObjectNode) product).remove("id");
      assertThat(product.toString())
          .isEqualTo(
              "{\"name\":\"Hat\",\"price\":5,\"activePrice\":5,\"image\":null,\"bloggable\":false,"
                  + "\"active\":true,\"blockCredits\":false,\"item\":\"Thing\",\"limited\":false,"
                  + "\"availableAmount\":0,"
                  + "\"permissions\":{\"copy\":true,\"modify\":false,\"transfer\":false},"
                  + "\"discount\":null,\"description\":null,\"demoId\":null,\"mpListing\":null,"
                  + "\"profitShares\":[]}");
      assertThat(owner.read(PATH + "?listed=true").path("data")).hasSize(1);
    }

    @Test
    void showsEveryProductAsItWasDescribed() {
      ProductJson products = new ProductJson(new Random(20_261_122));
      for (int i = 0; i < 300; i++) {
        ObjectNode body = products.valid();
        JsonNode product = created(body.toString());
        isShown(body, product);
        assertThat(owner.read(PATH + "/" + product.path("id").asText())).isEqualTo(product);
      }
    }

    @Test
    void keepsInstantsToTheSecond() {
      JsonNode product =
          created(
              with(
                  "\"discount\":{\"value\":5,\"type\":1,"
                      + "\"startDate\":\"2026-04-01T02:00:00.999999999+02:00\","
                      + "\"endDate\":\"2026-04-01T00:00:01Z\"}"));
      assertThat(product.at("/discount/startDate").asText()).isEqualTo("2026-04-01T00:00:00Z");
      String path = PATH + "/" + product.path("id").asText();
      assertThat(owner.read(path)).isEqualTo(product);
    }

    @Test
    void comesInTheOrderOfTheMaking() {
      List<UUID> made = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        made.add(UUID.fromString(created(SMALLEST).path("id").asText()));
      }
      assertThat(ApiClient.ids(owner.read(PATH).path("data"))).isEqualTo(made);
    }
  }

  @Nested
  class Status400 {
    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          {
            "name": " ", "price": 1000000001, "image": 5, "bloggable": 1, "active": "true",
            "listed": [], "blockCredits": 0, "item": "a\\nb", "limited": {}, "availableAmount": -1,
            "permissions": { "copy": 1, "modify": null, "transfer": "x", "sell": true },
            "discount": { "value": 101, "type": 0, "startDate": "2026-04-01T00:00:00Z",
              "endDate": "2026-04-01T00:00:00.9Z" },
            "description": 5, "demoId": "x", "mpListing": 0,
            "profitShares": [ { "userUuid": "%1$s", "percent": 60 }, 5, { "percent": 101 },
              { "userUuid": "%1$s", "percent": 60, "x": 1 } ],
            "id": "%1$s", "activePrice": 5
          }
          """
              .formatted(USER);
      JsonNode problem = ApiClient.problem(owner.post(PATH, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/name",
              "/price",
              "/image",
              "/bloggable",
              "/active",
              "/listed",
              "/blockCredits",
              "/item",
              "/limited",
              "/availableAmount",
              "/permissions/copy",
              "/permissions/transfer",
              "/permissions/sell",
              "/discount/value",
              "/discount/endDate",
              "/description",
              "/demoId",
              "/mpListing",
              "/profitShares",
              "/profitShares/1",
              "/profitShares/2/userUuid",
              "/profitShares/2/percent",
              "/profitShares/3/userUuid",
              "/profitShares/3/x",
              "/id",
              "/activePrice");
    }

    @Test
    void asksForWhatIsRequired() {
      assertThat(ApiClient.pointers(refused("{}")))
          .containsExactlyInAnyOrder("/name", "/price", "/item");
      assertThat(ApiClient.pointers(refused(with("\"discount\":{}"))))
          .containsExactlyInAnyOrder(
              "/discount/value", "/discount/type", "/discount/startDate", "/discount/endDate");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/discount/value | \"discount\":{\"value\":-1,\"type\":1,DATES}",
          "/discount/value | \"discount\":{\"value\":1000000001,\"type\":2,DATES}",
          "/discount/value | \"discount\":{\"value\":101,\"type\":0,DATES}",
          "/discount/type | \"discount\":{\"value\":101,\"type\":3,DATES}",
          "/discount/type | \"discount\":{\"value\":101,\"type\":\"1\",DATES}",
          "/discount/endDate | \"discount\":{\"value\":1,\"type\":1,"
              + "\"startDate\":\"2026-05-01T00:00:00Z\",\"endDate\":\"2026-05-01T00:00:00Z\"}",
          "/discount/startDate | \"discount\":{\"value\":1,\"type\":1,"
              + "\"startDate\":\"0999-12-31T23:59:59Z\",\"endDate\":\"2026-05-01T00:00:00Z\"}",
          "/discount/endDate | \"discount\":{\"value\":1,\"type\":1,"
              + "\"startDate\":\"2026-05-01T00:00:00Z\",\"endDate\":\"9999-12-31T23:59:59-01:00\"}",
          "/discount/endDate | \"discount\":{\"value\":1,\"type\":1,"
              + "\"startDate\":\"2026-05-01T00:00:00Z\",\"endDate\":\"2026-05-02\"}",
          "/discount | \"discount\":[]",
          "/permissions | \"permissions\":true",
          "/profitShares | \"profitShares\":{}",
          "/profitShares/0/percent | \"profitShares\":[{\"userUuid\":\"USER\",\"percent\":0}]",
          "/profitShares/0/percent | \"profitShares\":[{\"userUuid\":\"USER\",\"percent\":1.5}]",
          "/mpListing | \"mpListing\":-5",
          "/availableAmount | \"availableAmount\":2147483648",
          "/description | \"description\":\"a\\u0000b\"",
        })
    void pointsToTheMember(String pointer, String members) {
      String body = with(members.replace("DATES", DATES).replace("USER", USER));
      assertThat(ApiClient.pointers(refused(body))).containsExactly(pointer);
    }

    private JsonNode refused(String body) {
      return ApiClient.problem(owner.post(PATH, body), 400, "validation_error");
    }

    @Test
    void isTheWorstThatAnyBodyMeets() {
      ProductJson products = new ProductJson(new Random(20_261_123));
      String path = createdPath();
      List<String> findings = new ArrayList<>();
      for (int i = 0; i < 1500; i++) {
        ObjectNode body = products.spoilt();
        boolean put = i % 3 == 0;
        HttpResponse<String> answer =
            put ? owner.put(path, body.toString()) : owner.post(PATH, body.toString());
        if (answer.statusCode() != 400 && answer.statusCode() != (put ? 200 : 201)) {
          findings.add(answer.statusCode() + " for " + body);
        } else if (answer.statusCode() < 400) {
          JsonNode product = ApiClient.json(answer);
          assertThat(owner.read(PATH + "/" + product.path("id").asText()))
              .as("%s", body)
              .isEqualTo(product);
        }
      }
      assertThat(findings).isEmpty();
    }
  }

  @Nested
  class Status403 {
    @Test
    void writingDoesNotIncludeReadingNorTheOtherWayRound() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_WRITE)));
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)));
      assertThat(writer.post(PATH, SMALLEST).statusCode()).isEqualTo(201);
      writer.refused(PATH, 403, "insufficient_scope");
      ApiClient.problem(reader.post(PATH, SMALLEST), 403, "insufficient_scope");
      ApiClient.problem(reader.put(createdPath(), SMALLEST), 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(strings = {"x", "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37"})
    void hidesWhatIsNotThere(String id) {
      ApiClient.problem(owner.put(PATH + "/" + id, SMALLEST), 404, "not_found");
    }

    @Test
    void hidesOtherWorkspacesProducts() {
      Fixture sibling = fixture.sibling();
      for (UUID workspace : List.of(sibling.live, fixture.test, Fixture.create().live)) {
        UUID other = Rows.product(workspace);
        ApiClient.problem(owner.put(PATH + "/" + other, SMALLEST), 404, "not_found");
      }
    }
  }

  @Nested
  class Status415 {
    @Test
    void takesJsonAlone() {
      HttpResponse<String> answer =
          send(
              java.net.http.HttpRequest.newBuilder(uri(PATH))
                  .headers("X-API-Key", owner.key(), "Content-Type", "application/x-ndjson")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(SMALLEST)));
      ApiClient.problem(answer, 415, "unsupported_media_type");
    }
  }
}
