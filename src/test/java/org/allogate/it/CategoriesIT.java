package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories: a name once a workspace, and a count that is always that of its products. */
class CategoriesIT extends ServerIT {
  private static final String PATH = "/v1/categories";
  private static final String IN =
      "select product_id from product_category where category_id = ? order by product_id";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  private static String view(UUID id, String name, int count) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"productCount\":%d}".formatted(id, name, count);
  }

  private UUID created(String name) {
    HttpResponse<String> answer = owner.post(PATH, named(name));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return UUID.fromString(ApiClient.json(answer).path("id").asText());
  }

  private HttpResponse<String> delete(String path) {
    return owner.send("DELETE", path, "");
  }

  private HttpResponse<String> put(UUID category, UUID product) {
    return owner.put(PATH + "/" + category + "/products/" + product, "");
  }

  private HttpResponse<String> takeOut(UUID category, UUID product) {
    return delete(PATH + "/" + category + "/products/" + product);
  }

  private int count(UUID category) {
    return owner.read(PATH + "/" + category).path("productCount").asInt();
  }

  @Nested
  class Status200 {
    @Test
    void listsOldestFirstPageByPage() {
      List<UUID> made = new ArrayList<>();
      for (String name : List.of("Shoes", "Hats", "Coats", "Belts", "Gloves")) {
        made.add(created(name));
      }
      fixture.category(fixture.test, "Of the test workspace");
      JsonNode first = owner.read(PATH + "?limit=3");
      assertThat(ApiClient.ids(first.path("data"))).isEqualTo(made.subList(0, 3));
      String next = first.at("/pagination/nextCursor").textValue();
      JsonNode second = owner.read(PATH + "?limit=3&cursor=" + next);
      assertThat(ApiClient.ids(second.path("data"))).isEqualTo(made.subList(3, 5));
      assertThat(second.at("/pagination/nextCursor").isNull()).isTrue();
    }

    @Test
    void readsOneAndNothingThatIsKnownAlready() {
      UUID id = created(" Hats ");
      HttpResponse<String> answer = owner.get(PATH + "/" + id);
      assertThat(answer.body()).isEqualTo(view(id, "Hats", 0));
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again =
          get(PATH + "/" + id, "X-API-Key", owner.key(), "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }

    @Test
    void putsAProductInOnceHoweverOften() {
      UUID id = created("Hats");
      UUID active = fixture.product(fixture.live, "A hat", 100);
      UUID inactive = Rows.product(fixture.live, "active", false);
      assertThat(put(id, active).body()).isEqualTo(view(id, "Hats", 1));
      assertThat(put(id, active).body()).isEqualTo(view(id, "Hats", 1));
      assertThat(put(id, inactive).body()).isEqualTo(view(id, "Hats", 2));
      assertThat(owner.get(PATH + "/" + id).body()).isEqualTo(view(id, "Hats", 2));
      assertThat(Rows.ids(IN, id)).containsExactlyInAnyOrder(active, inactive);
    }

    @Test
    void listsTheActiveProductsAsTheProductListDoes() {
      UUID id = created("Hats");
      UUID other = created("Coats");
      UUID plain = fixture.product(fixture.live, "A plain hat", 100);
      UUID blog = Rows.product(fixture.live, "name", "A blogger's hat", "bloggable", true);
      UUID hidden = Rows.product(fixture.live, "name", "A hidden hat", "listed", false);
      UUID inactive = Rows.product(fixture.live, "active", false);
      List.of(plain, blog, hidden, inactive).forEach(it -> put(id, it));
      put(other, plain);
      for (String query :
          List.of("limit=10", "listed=true", "bloggable=false", "listed=false&search=HID")) {
        JsonNode here = owner.read(PATH + "/" + id + "/products?" + query);
        JsonNode there = owner.read("/v1/products?category=" + id + "&" + query);
        assertThat(here.path("data")).as(query).isEqualTo(there.path("data"));
      }
      JsonNode first = owner.read(PATH + "/" + id + "/products?limit=2");
      String next = first.at("/pagination/nextCursor").textValue();
      assertThat(ApiClient.ids(first.path("data"))).containsExactly(plain, blog);
      JsonNode second = owner.read(PATH + "/" + id + "/products?limit=2&cursor=" + next);
      assertThat(ApiClient.ids(second.path("data"))).containsExactly(hidden);
      JsonNode ofOther = owner.read(PATH + "/" + other + "/products");
      assertThat(ApiClient.ids(ofOther.path("data"))).containsExactly(plain);
    }

    @Test
    void renamesAndLeavesTheProductsIn() {
      UUID id = created("Hats");
      put(id, fixture.product(fixture.live, "A hat", 100));
      assertThat(owner.put(PATH + "/" + id, named("HATS")).body()).isEqualTo(view(id, "HATS", 1));
      assertThat(owner.put(PATH + "/" + id, named("Caps")).body()).isEqualTo(view(id, "Caps", 1));
      assertThat(owner.get(PATH + "/" + id).body()).isEqualTo(view(id, "Caps", 1));
      assertThat(created("Hats")).isNotEqualTo(id);
    }

    @Test
    void keepsNamesOfWorkspacesApart() {
      created("Hats");
      ApiClient test = new ApiClient(fixture.testKey(Scopes.ALL));
      assertThat(test.post(PATH, named("Hats")).statusCode()).isEqualTo(201);
      assertThat(test.read(PATH).path("data")).hasSize(1);
    }
  }

  @Nested
  class Status201 {
    @Test
    void saysWhereTheNewOneIs() {
      HttpResponse<String> answer = owner.post(PATH, named("Hats"));
      assertThat(answer.statusCode()).isEqualTo(201);
      String location = answer.headers().firstValue("Location").orElseThrow();
      HttpResponse<String> read = owner.get(location.substring(location.indexOf("/v1/")));
      assertThat(read.body()).isEqualTo(answer.body());
      assertThat(read.headers().firstValue("ETag"))
          .isPresent()
          .isEqualTo(answer.headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\uD83C\uDFA9", "\u00e9"})
    void countsCharacters(String character) {
      String name = character.repeat(64);
      assertThat(owner.read(PATH + "/" + created(name)).path("name").asText()).isEqualTo(name);
    }
  }

  @Nested
  class Status204 {
    @Test
    void deletesACategoryAndKeepsItsProducts() {
      UUID id = created("Hats");
      UUID product = fixture.product(fixture.live, "A hat", 100);
      put(id, product);
      assertThat(delete(PATH + "/" + id).statusCode()).isEqualTo(204);
      owner.refused(PATH + "/" + id, 404, "not_found");
      ApiClient.problem(delete(PATH + "/" + id), 404, "not_found");
      assertThat(owner.read("/v1/products/" + product).path("name").asText()).isEqualTo("A hat");
      assertThat(Rows.ids(IN, id)).isEmpty();
    }

    @Test
    void takesAProductOutHoweverOften() {
      UUID id = created("Hats");
      UUID product = fixture.product(fixture.live, "A hat", 100);
      put(id, product);
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer = takeOut(id, product);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(count(id)).isZero();
      }
      assertThat(Rows.ids(IN, id)).isEmpty();
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | /name",
          "{\"name\":null} | /name",
          "{\"name\":\"\"} | /name",
          "{\"name\":\"  \"} | /name",
          "{\"name\":5} | /name",
          "{\"name\":\"a\\u0000b\"} | /name",
          "{\"name\":\"Hats\",\"productCount\":5} | /productCount",
        })
    void pointsToTheMember(String body, String pointer) {
      UUID id = fixture.category(fixture.live, "A category");
      for (HttpResponse<String> answer :
          List.of(owner.post(PATH, body), owner.put(PATH + "/" + id, body))) {
        JsonNode problem = ApiClient.problem(answer, 400, "validation_error");
        assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      }
    }

    @Test
    void boundsTheName() {
      ApiClient.problem(owner.post(PATH, named("n".repeat(65))), 400, "validation_error");
    }

    @Test
    void readsTheFiltersOfACategorysProducts() {
      UUID id = created("Hats");
      owner.refused(PATH + "/" + id + "/products?listed=maybe", 400, "validation_error");
      owner.refused(PATH + "/" + id + "/products?limit=0", 400, "validation_error");
      owner.refused(PATH + "/" + id + "/products?cursor=abc", 400, "invalid_cursor");
    }
  }

  @Nested
  class Status403 {
    @Test
    void readingDoesNotIncludeWriting() {
      UUID id = created("Hats");
      ApiClient reader = new ApiClient(fixture.key(Scopes.of(Scope.CATEGORIES_READ)));
      String path = PATH + "/" + id;
      ApiClient.problem(reader.post(PATH, named("Caps")), 403, "insufficient_scope");
      ApiClient.problem(reader.put(path, named("Caps")), 403, "insufficient_scope");
      ApiClient.problem(reader.send("DELETE", path, ""), 403, "insufficient_scope");
      assertThat(reader.read(path + "/products").path("data")).isEmpty();
    }

    @Test
    void writingDoesNotIncludeReading() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.CATEGORIES_WRITE)));
      assertThat(writer.post(PATH, named("Hats")).statusCode()).isEqualTo(201);
      writer.refused(PATH, 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesWhatIsUnknownMalformedOrOfAnotherWorkspace() {
      Fixture sibling = fixture.sibling();
      UUID own = created("Hats");
      UUID ownProduct = fixture.product(fixture.live, "A hat", 100);
      UUID foreign = sibling.category(sibling.live, "Hats");
      UUID foreignProduct = sibling.product(sibling.live, "A hat", 100);
      for (Object id : List.of(foreign, fixture.category(fixture.test, "T"), Fixture.id(), "x")) {
        String path = PATH + "/" + id;
        owner.refused(path, 404, "not_found");
        owner.refused(path + "/products", 404, "not_found");
        ApiClient.problem(owner.put(path, named("Caps")), 404, "not_found");
        ApiClient.problem(delete(path), 404, "not_found");
        ApiClient.problem(owner.put(path + "/products/" + ownProduct, ""), 404, "not_found");
        ApiClient.problem(delete(path + "/products/" + ownProduct), 404, "not_found");
      }
      UUID ofTest = fixture.product(fixture.test, "A hat", 100);
      for (Object product : List.of(foreignProduct, ofTest, Fixture.id(), "x")) {
        String path = PATH + "/" + own + "/products/" + product;
        ApiClient.problem(owner.put(path, ""), 404, "not_found");
        ApiClient.problem(delete(path), 404, "not_found");
      }
      assertThat(count(own)).isZero();
      assertThat(Rows.ids("select id from category where id = ?", foreign)).hasSize(1);
    }
  }

  @Nested
  class Status409 {
    @Test
    void givesANameOnceWhateverItsCase() {
      created("Hats");
      UUID caps = created("Caps");
      ApiClient.problem(owner.post(PATH, named(" hATS")), 409, "duplicate_name");
      ApiClient.problem(owner.put(PATH + "/" + caps, named("HATS")), 409, "duplicate_name");
      assertThat(owner.get(PATH + "/" + caps).body()).isEqualTo(view(caps, "Caps", 0));
    }
  }

  @Nested
  class Status412 {
    @Test
    void changesNothingThatIsNotAsTheClientKnowsIt() {
      UUID id = created("Hats");
      String path = PATH + "/" + id;
      String tag = owner.get(path).headers().firstValue("ETag").orElseThrow();
      put(id, fixture.product(fixture.live, "A hat", 100));
      ApiClient.problem(
          owner.send("PUT", path, named("Caps"), "If-Match", tag), 412, "precondition_failed");
      ApiClient.problem(
          owner.send("DELETE", path, "", "If-Match", tag), 412, "precondition_failed");
      assertThat(owner.get(path).body()).isEqualTo(view(id, "Hats", 1));
      String now = owner.get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> renamed = owner.send("PUT", path, named("Caps"), "If-Match", now);
      assertThat(renamed.statusCode()).isEqualTo(200);
      String last = renamed.headers().firstValue("ETag").orElseThrow();
      assertThat(owner.send("DELETE", path, "", "If-Match", last).statusCode()).isEqualTo(204);
    }
  }

  @Nested
  class Races {
    private static final int ROUNDS = 50;
    private static final int THREADS = 8;

    @Test
    void giveANameOnce() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "Contested " + round;
        List<Integer> statuses =
            Threads.run(
                4,
                i ->
                    () ->
                        owner
                            .post(PATH, named(i % 2 == 0 ? name : name.toUpperCase()))
                            .statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
      }
      assertThat(owner.read(PATH).path("data")).hasSize(ROUNDS);
    }

    @Test
    void countEveryProductOnce() throws Exception {
      UUID id = created("Hats");
      List<UUID> products = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        products.add(fixture.product(fixture.live, "Hat " + i, 100));
      }
      for (int round = 0; round < ROUNDS; round++) {
        List<Integer> statuses =
            Threads.run(
                THREADS,
                i ->
                    () -> {
                      UUID product = products.get(i % products.size());
                      return (i % 4 == 3 ? takeOut(id, product) : put(id, product)).statusCode();
                    });
        assertThat(statuses).containsOnly(200, 204);
        assertThat(count(id)).isEqualTo(Rows.ids(IN, id).size());
      }
    }

    @Test
    void leaveNothingInACategoryThatIsGone() throws Exception {
      UUID product = fixture.product(fixture.live, "A hat", 100);
      for (int round = 0; round < ROUNDS; round++) {
        UUID id = created("Hats");
        List<Integer> statuses =
            Threads.run(
                2, i -> () -> (i == 0 ? put(id, product) : delete(PATH + "/" + id)).statusCode());
        assertThat(statuses.get(0)).isIn(200, 404);
        assertThat(statuses.get(1)).isEqualTo(204);
        assertThat(Rows.ids(IN, id)).isEmpty();
      }
    }
  }
}
