package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products: rows as the quickstart prints them, prices of the moment, filters and bounds. */
class ProductsIT extends ServerIT {
  private static final String PATH = "/v1/products";
  private static final String FANCY_HAT =
      """
      {
        "id": "%s",
        "name": "Fancy hat",
        "price": 250,
        "activePrice": 225,
        "image": "0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04",
        "bloggable": true,
        "active": true,
        "blockCredits": false,
        "item": "Fancy hat",
        "limited": false,
        "availableAmount": 0,
        "permissions": { "copy": true, "modify": false, "transfer": true },
        "discount": { "value": 10, "type": 0, "startDate": "2001-04-01T00:00:00Z", "endDate": "2999-05-01T00:00:00Z" },
        "description": "A very fancy hat.",
        "demoId": null,
        "mpListing": 4242,
        "profitShares": [
          { "userUuid": "b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e", "percent": 10 }
        ]
      }
      """;
  private static final String PLAIN =
      """
      {
        "id": "%s",
        "name": "Plain",
        "price": 0,
        "activePrice": 0,
        "image": null,
        "bloggable": false,
        "active": true,
        "blockCredits": true,
        "item": "Thing",
        "limited": true,
        "availableAmount": 7,
        "permissions": { "copy": false, "modify": true, "transfer": false },
        "discount": null,
        "description": null,
        "demoId": "%s",
        "mpListing": null,
        "profitShares": []
      }
      """;
  private static final String PAST = "2001-01-01 00:00:00";
  private static final String PAST_TOO = "2001-01-02 00:00:00";
  private static final String FUTURE = "2999-01-01 00:00:00";
  private static final String FUTURE_TOO = "2999-01-02 00:00:00";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)));

  private List<UUID> listed(String query) {
    return ApiClient.ids(owner.read(PATH + query).path("data"));
  }

  private UUID product(Object... columnsAndValues) {
    return Rows.product(fixture.live, columnsAndValues);
  }

  private UUID fancyHat() {
    UUID id =
        product(
            "name",
            "Fancy hat",
            "price",
            250,
            "image",
            UUID.fromString("0d4f8a11-9b2c-4e6d-8f1a-3c7b5d9e2f04"),
            "bloggable",
            true,
            "item",
            "Fancy hat",
            "may_transfer",
            true,
            "discount_value",
            10,
            "discount_type",
            0,
            "discount_start",
            "2001-04-01 00:00:00.999999",
            "discount_end",
            "2999-05-01 00:00:00.000001",
            "description",
            "A very fancy hat.",
            "mp_listing",
            4242);
    Rows.profitShare(id, 0, UUID.fromString("b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e"), 10);
    return id;
  }

  @Nested
  class Status200 {
    @Test
    void printsThePageOfTheQuickstart() {
      UUID hat = fancyHat();
      UUID demo = UUID.randomUUID();
      UUID plain =
          product(
              "name",
              "Plain",
              "price",
              0,
              "block_credits",
              true,
              "item",
              "Thing",
              "limited",
              true,
              "available_amount",
              7,
              "may_copy",
              false,
              "may_modify",
              true,
              "demo_id",
              demo);
      assertThat(owner.get(PATH + "?limit=10").body())
          .isEqualTo(
              "{\"data\":["
                  + ApiClient.compact(FANCY_HAT.formatted(hat))
                  + ","
                  + ApiClient.compact(PLAIN.formatted(plain, demo))
                  + "],\"pagination\":{\"nextCursor\":null,\"previousCursor\":null,\"limit\":10}}");
    }

    @Test
    void printsOneProductAsInTheList() {
      UUID hat = fancyHat();
      assertThat(owner.get(PATH + "/" + hat).body())
          .isEqualTo(ApiClient.compact(FANCY_HAT.formatted(hat)));
    }

    @Test
    void readsAnIdInAnyCase() {
      UUID hat = fancyHat();
      assertThat(owner.read(PATH + "/" + hat.toString().toUpperCase(java.util.Locale.ROOT)))
          .isEqualTo(owner.read(PATH + "/" + hat));
    }

    @Test
    void keepsTheOrderOfTheProfitShares() {
      UUID product = product();
      UUID last = UUID.fromString("00000000-0000-4000-8000-000000000001");
      UUID first = UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff");
      Rows.profitShare(product, 1, last, 60);
      Rows.profitShare(product, 0, first, 40);
      String shares =
          "\"profitShares\":[{\"userUuid\":\"%s\",\"percent\":40},{\"userUuid\":\"%s\",\"percent\":60}]"
              .formatted(first, last);
      assertThat(owner.get(PATH + "/" + product).body()).contains(shares);
      assertThat(owner.get(PATH).body()).contains(shares);
    }

    @Test
    void anEmptyListIsAnEmptyPage() {
      assertThat(owner.get(PATH).body())
          .isEqualTo(
              "{\"data\":[],\"pagination\":"
                  + "{\"nextCursor\":null,\"previousCursor\":null,\"limit\":100}}");
    }

    @Test
    void listsTheActiveOnesAndReadsTheOthersById() {
      UUID active = product();
      UUID inactive = product("active", false);
      assertThat(listed("")).containsExactly(active);
      assertThat(owner.read(PATH + "/" + inactive).path("active").asBoolean(true)).isFalse();
    }
  }

  @Nested
  class ActivePrice {
    @ParameterizedTest
    @CsvSource({
      // price, type, value, price now
      "250, 0, 10, 225",
      "999, 0, 33, 670",
      "1, 0, 99, 1",
      "1, 0, 100, 0",
      "100, 0, 0, 100",
      "1000000000, 0, 99, 10000000",
      "999999999, 0, 37, 630000000",
      "100, 1, 30, 70",
      "100, 1, 100, 0",
      "100, 1, 101, 0",
      "100, 1, 2147483647, 0",
      "0, 1, 5, 0",
      "100, 2, 42, 42",
      "100, 2, 0, 0",
      "100, 2, 5000, 5000",
      "100, 2, 2147483647, 2147483647",
    })
    void followsTheRuleOfTheTypeWhileTheDiscountIsInForce(
        int price, int type, int value, int expected) {
      UUID product = discounted(price, type, value, PAST, FUTURE);
      JsonNode read = owner.read(PATH + "/" + product);
      assertThat(read.path("activePrice").asInt()).isEqualTo(expected);
      assertThat(read.path("price").asInt()).isEqualTo(price);
      assertThat(owner.read(PATH).path("data").path(0)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void isThePriceBeforeTheStartAndAfterTheEnd(int type) {
      UUID over = discounted(100, type, 50, PAST, PAST_TOO);
      UUID coming = discounted(100, type, 50, FUTURE, FUTURE_TOO);
      for (UUID product : List.of(over, coming)) {
        JsonNode read = owner.read(PATH + "/" + product);
        assertThat(read.path("activePrice").asInt()).isEqualTo(100);
        assertThat(read.path("discount").path("value").asInt()).isEqualTo(50);
        assertThat(read.path("discount").path("type").asInt()).isEqualTo(type);
      }
    }

    private UUID discounted(int price, int type, int value, String start, String end) {
      return product(
          "price", price,
          "discount_type", type,
          "discount_value", value,
          "discount_start", start,
          "discount_end", end);
    }
  }

  @Nested
  class Search {
    private static final int LONGEST = 100;

    private List<UUID> found(String search) {
      return listed("?search=" + ApiClient.encoded(search));
    }

    @Test
    void looksIntoNameAndDescriptionIgnoringCase() {
      UUID name = product("name", "A Fancy HAT");
      UUID description = product("description", "goes with any hAt");
      product("name", "Coat", "description", "warm");
      product("name", "Boots");
      assertThat(found("hat")).containsExactly(name, description);
      assertThat(found("HAT")).containsExactly(name, description);
      assertThat(found("fancy h")).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"%", "_", "\\", "!", "'", "\"", "?", "*", "%%", "\\%", "!_", "[a]", "(", "\\'"})
    void takesNoCharacterForAWildcard(String ordinary) {
      UUID with = product("name", "before " + ordinary + " after");
      UUID described = product("description", ordinary);
      product("name", "before and after", "description", "neither");
      assertThat(found(ordinary)).containsExactly(with, described);
      assertThat(found("before " + ordinary)).containsExactly(with);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "%20%20", "%09%0A", "%E2%80%83"})
    void doesNotFilterWhenBlank(String blank) {
      UUID product = product();
      assertThat(listed("?search=" + blank.replace(" ", "+"))).containsExactly(product);
    }

    @Test
    void keepsTheSpacesInsideAndAround() {
      UUID one = product("name", "one two");
      product("name", "onetwo");
      assertThat(found("one two")).containsExactly(one);
      assertThat(found(" two")).containsExactly(one);
      assertThat(found("two ")).isEmpty();
    }

    @Test
    void tellsAccentsApart() {
      UUID accented = product("name", "Caf\u00e9 \u00c5ngstr\u00f6m");
      UUID plain = product("name", "Cafe Angstrom");
      UUID grave = product("name", "Caf\u00e8");
      assertThat(found("caf\u00e9")).containsExactly(accented);
      assertThat(found("CAF\u00c9 \u00e5NGSTR\u00d6M")).containsExactly(accented);
      assertThat(found("cafe")).containsExactly(plain);
      assertThat(found("caf\u00c8")).containsExactly(grave);
      assertThat(found("caf")).containsExactly(accented, plain, grave);
    }

    @Test
    void ignoresCaseInEveryAlphabetThatHasOne() {
      UUID greek = product("name", "\u03a3\u039f\u03a6\u0399\u0391");
      UUID cyrillic = product("name", "\u0428\u041b\u042f\u041f\u0410");
      UUID japanese = product("name", "\u5e3d\u5b50");
      assertThat(found("\u03c3\u03bf\u03c6")).containsExactly(greek);
      assertThat(found("\u0448\u043b\u044f\u043f")).containsExactly(cyrillic);
      assertThat(found("\u5b50")).containsExactly(japanese);
    }

    @Test
    void tellsEmojiApart() {
      UUID hat = product("name", "\uD83C\uDFA9 top");
      UUID dress = product("name", "\uD83D\uDC57 summer");
      UUID family = product("description", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67");
      assertThat(found("\uD83C\uDFA9")).containsExactly(hat);
      assertThat(found("\uD83D\uDC57")).containsExactly(dress);
      assertThat(found("\uD83D\uDC69")).containsExactly(family);
      assertThat(found("\uD83D\uDE00")).isEmpty();
    }

    @Test
    void findsALongTextAtTheEndOfALongDescription() {
      UUID product = product("description", "x".repeat(3995) + "N\u00e9d\u00e9l");
      product("description", "x".repeat(4000));
      assertThat(found("n\u00e9d\u00e9L")).containsExactly(product);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u5e3d", "\uD83C\uDFA9"})
    void takesAHundredCharactersAndNoMore(String character) {
      UUID product = product("description", character.repeat(LONGEST));
      assertThat(found(character.repeat(LONGEST))).containsExactly(product);
      JsonNode problem =
          owner.refused(
              PATH + "?search=" + ApiClient.encoded(character.repeat(LONGEST + 1)),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("search");
    }
  }

  @Nested
  class Filters {
    @Test
    void combineWithAnd() {
      UUID category = fixture.category(fixture.live, "Hats");
      UUID both = product("bloggable", true);
      UUID blog = product("bloggable", true, "listed", false);
      UUID list = product();
      UUID neither = product("listed", false);
      UUID hidden = product("bloggable", true, "active", false);
      List.of(both, blog, hidden).forEach(it -> Rows.categorize(category, it));
      assertThat(listed("?listed=true")).containsExactly(both, list);
      assertThat(listed("?listed=false")).containsExactly(blog, neither);
      assertThat(listed("?bloggable=true")).containsExactly(both, blog);
      assertThat(listed("?bloggable=false&listed=false")).containsExactly(neither);
      assertThat(listed("?category=" + category)).containsExactly(both, blog);
      assertThat(listed("?listed=false&category=" + category)).containsExactly(blog);
      assertThat(listed("?bloggable=false&category=" + category)).isEmpty();
    }

    @Test
    void listAProductOnceHoweverManyCategoriesItIsIn() {
      UUID product = product();
      UUID hats = fixture.category(fixture.live, "Hats");
      UUID sale = fixture.category(fixture.live, "Sale");
      Rows.categorize(hats, product);
      Rows.categorize(sale, product);
      assertThat(listed("")).containsExactly(product);
      assertThat(listed("?category=" + hats)).containsExactly(product);
      assertThat(listed("?category=" + sale)).containsExactly(product);
    }

    @Test
    void ignoreParametersThatAreNoFilters() {
      UUID product = product();
      assertThat(listed("?colour=red&Listed=false")).containsExactly(product);
    }
  }

  @Nested
  class Limit {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 999, 1000})
    void isEchoed(int limit) {
      product();
      JsonNode page = owner.read(PATH + "?limit=" + limit);
      assertThat(page.path("pagination").path("limit").asInt()).isEqualTo(limit);
    }

    @Test
    void isAHundredUnlessSaid() {
      Rows.products(fixture.live, 101);
      JsonNode page = owner.read(PATH);
      assertThat(page.path("data")).hasSize(100);
      assertThat(page.path("pagination").path("limit").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0",
          "1001",
          "-1",
          "abc",
          "",
          "1.5",
          "1e2",
          "0x10",
          "2147483648",
          "99999999999999999999",
          "%2010",
          "10%20",
          "null",
          "5&limit=5",
        })
    void isRefusedOutsideItsBounds(String limit) {
      JsonNode problem = owner.refused(PATH + "?limit=" + limit, 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("limit");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource({
      "listed, yes",
      "listed, TRUE",
      "listed, 1",
      "listed, ''",
      "listed, true&listed=true",
      "bloggable, no",
      "bloggable, false&bloggable=true",
      "category, hats",
      "category, ''",
      "category, 3a1f0c9b7d2e4c849a6f1b5e8d0c2a37",
      "category, {3a1f0c9b-7d2e-4c84-9a6f-1b5e8d0c2a37}",
      "search, a&search=b",
      "cursor, a&cursor=b",
    })
    void namesTheParameter(String name, String value) {
      String query = "?" + name + "=" + value.replace("{", "%7B").replace("}", "%7D");
      JsonNode problem = owner.refused(PATH + query, 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(name);
    }

    @Test
    void namesEveryWrongParameterAtOnce() {
      JsonNode problem =
          owner.refused(
              PATH + "?listed=1&bloggable=2&category=3&limit=0&search=" + "x".repeat(101),
              400,
              "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder("listed", "bloggable", "category", "limit", "search");
    }
  }

  @Nested
  class Status403 {
    @ParameterizedTest
    @ValueSource(strings = {"", "/019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37"})
    void needsTheProductsScope(String path) {
      new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ, Scope.PRODUCTS_WRITE)))
          .refused(PATH + path, 403, "insufficient_scope");
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37",
          "019d4b5c7d2e7c849a6f1b5e8d0c2a37",
          "1-1-1-1-1",
          "abc",
          "0",
          "%20",
          "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37%20",
          "'or'1'='1",
        })
    void isTheAnswerToAnUnknownAndToAMalformedId(String id) {
      owner.refused(PATH + "/" + id, 404, "not_found");
    }
  }

  /** Another workspace's object is as unknown as one that does not exist. */
  @Nested
  class Foreign {
    private final Fixture sibling = fixture.sibling();
    private final Fixture stranger = Fixture.create();

    @BeforeEach
    void everyWorkspaceHasOneProduct() {
      product("name", "mine");
    }

    @Test
    void productsAre404() {
      assertHidden(Rows.product(sibling.live));
      assertHidden(Rows.product(stranger.live));
      assertHidden(Rows.product(fixture.test));
    }

    private void assertHidden(UUID foreign) {
      JsonNode unknown = owner.refused(PATH + "/" + Fixture.id(), 404, "not_found");
      JsonNode problem = owner.refused(PATH + "/" + foreign, 404, "not_found");
      assertThat(problem.path("detail")).isEqualTo(unknown.path("detail"));
      assertThat(listed("")).hasSize(1).doesNotContain(foreign);
    }

    @Test
    void categoriesAreEmptyPages() {
      assertEmpty(sibling, sibling.live);
      assertEmpty(stranger, stranger.live);
      assertEmpty(fixture, fixture.test);
      assertThat(listed("?category=" + Fixture.id())).isEmpty();
    }

    private void assertEmpty(Fixture of, UUID workspace) {
      UUID category = of.category(workspace, "Hats");
      Rows.categorize(category, Rows.product(workspace));
      assertThat(owner.get(PATH + "?category=" + category).body())
          .isEqualTo(
              "{\"data\":[],\"pagination\":"
                  + "{\"nextCursor\":null,\"previousCursor\":null,\"limit\":100}}");
    }

    @Test
    void keysOfTheTestEnvironmentSeeItsProductsOnly() {
      UUID test = Rows.product(fixture.test);
      ApiClient tester = new ApiClient(fixture.testKey(Scopes.ALL));
      assertThat(ApiClient.ids(tester.read(PATH).path("data"))).containsExactly(test);
    }
  }
}
