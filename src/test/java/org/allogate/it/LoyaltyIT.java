package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.allogate.Threads;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loyalty tiers: one bare array by minimum spend, read and replaced as a whole. */
class LoyaltyIT extends ServerIT {
  private static final String PATH = "/v1/loyalty/tiers";

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ)));
  private final ApiClient writer =
      new ApiClient(fixture.key(Scopes.of(Scope.STORE_READ, Scope.STORE_WRITE)));

  private static String tier(UUID id, String name, long minimumSpend, int discount) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"minimumSpend\":%d,\"discount\":%d}"
        .formatted(id, name, minimumSpend, discount);
  }

  private static String fresh(String name, long minimumSpend, int discount) {
    return "{\"name\":\"%s\",\"minimumSpend\":%d,\"discount\":%d}"
        .formatted(name, minimumSpend, discount);
  }

  private static String list(String... tiers) {
    return "[" + String.join(",", tiers) + "]";
  }

  @Nested
  class Status200 {
    @Test
    void replacesAllTiersAndAnswersThemBySpend() {
      Rows.loyaltyTier(fixture.live, "Old", 5, 5);
      HttpResponse<String> answer =
          writer.put(PATH, list(fresh(" Gold ", 10_000, 10), fresh("Bronze", 0, 0)));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      List<UUID> ids = ApiClient.ids(ApiClient.json(answer));
      assertThat(answer.body())
          .isEqualTo(list(tier(ids.get(0), "Bronze", 0, 0), tier(ids.get(1), "Gold", 10_000, 10)));
      assertThat(owner.get(PATH).body()).isEqualTo(answer.body());
    }

    @Test
    void keepsTheIdOfATierThatIsNamed() {
      UUID gold = Rows.loyaltyTier(fixture.live, "Gold", 10_000, 10);
      UUID silver = Rows.loyaltyTier(fixture.live, "Silver", 5_000, 5);
      Rows.loyaltyTier(fixture.live, "Bronze", 0, 0);
      HttpResponse<String> answer =
          writer.put(PATH, list(tier(gold, "Silver", 1, 1), tier(silver, "Gold", 2, 2)));
      assertThat(answer.body())
          .isEqualTo(list(tier(gold, "Silver", 1, 1), tier(silver, "Gold", 2, 2)));
      assertThat(writer.put(PATH, answer.body()).body()).isEqualTo(answer.body());
      assertThat(owner.get(PATH).body()).isEqualTo(answer.body());
    }

    @Test
    void takesNoTierAndTheGreatestOnes() {
      assertThat(writer.put(PATH, "[]").body()).isEqualTo("[]");
      String[] fifty =
          IntStream.range(0, 50)
              .mapToObj(i -> fresh("Tier " + i, 1_000_000_000_000L - i, 100))
              .toArray(String[]::new);
      assertThat(ApiClient.json(writer.put(PATH, list(fifty)))).hasSize(50);
    }

    @Test
    void leavesOtherWorkspacesAlone() {
      Fixture sibling = fixture.sibling();
      UUID foreign = Rows.loyaltyTier(sibling.live, "Gold", 1, 1);
      UUID test = Rows.loyaltyTier(fixture.test, "Gold", 1, 1);
      writer.put(PATH, "[]");
      for (UUID id : List.of(foreign, test)) {
        assertThat(Rows.ids("select id from loyalty_tier where id = ?", id)).hasSize(1);
      }
    }

    @Test
    void tellsAClientThatItHasTheTiersAlready() {
      HttpResponse<String> put = writer.put(PATH, list(fresh("Gold", 1, 1)));
      String tag = put.headers().firstValue("ETag").orElseThrow();
      assertThat(owner.get(PATH).headers().firstValue("ETag")).hasValue(tag);
      assertThat(get(PATH, "X-API-Key", owner.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }

    @Test
    void isABareEmptyArrayWithoutTiers() {
      Rows.loyaltyTier(fixture.test, "Test", 0, 1);
      assertThat(owner.get(PATH).body()).isEqualTo("[]");
    }

    @Test
    void listsByMinimumSpendWhateverTheOrderOfTheirMaking() {
      UUID gold = Rows.loyaltyTier(fixture.live, "Gold", 10_000, 10);
      UUID bronze = Rows.loyaltyTier(fixture.live, "Bronze", 0, 0);
      UUID legend = Rows.loyaltyTier(fixture.live, "Legend", 9_007_199_254_740_991L, 100);
      UUID silver = Rows.loyaltyTier(fixture.live, "Silver", 9_999, 5);
      assertThat(owner.get(PATH).body())
          .isEqualTo(
              "["
                  + String.join(
                      ",",
                      tier(bronze, "Bronze", 0, 0),
                      tier(silver, "Silver", 9_999, 5),
                      tier(gold, "Gold", 10_000, 10),
                      tier(legend, "Legend", 9_007_199_254_740_991L, 100))
                  + "]");
    }

    @Test
    void listsThoseOfOneSpendInTheOrderOfTheirMaking() {
      UUID first = Rows.loyaltyTier(fixture.live, "Z", 100, 5);
      UUID second = Rows.loyaltyTier(fixture.live, "A", 100, 1);
      assertThat(ApiClient.ids(owner.read(PATH))).containsExactly(first, second);
    }
  }

  @Nested
  class Status403 {
    @Test
    void needsTheStoresScope() {
      new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)))
          .refused(PATH, 403, "insufficient_scope");
      ApiClient.problem(owner.put(PATH, "[]"), 403, "insufficient_scope");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "\"text\"", "[] []"})
    void refusesWhatIsNoJsonArray(String body) {
      ApiClient.problem(writer.put(PATH, body), 400, "malformed_request");
    }

    @Test
    void namesEveryViolationAtOnce() {
      String body =
          """
          [
            { "id": "no uuid", "name": "", "minimumSpend": -1, "discount": 101 },
            {},
            5,
            { "name": "Gold", "minimumSpend": 1000000000001, "discount": 1.5, "colour": "red" },
            { "name": "gOLD", "minimumSpend": 5, "discount": 0 },
            { "name": "Other", "minimumSpend": 5, "discount": 0 }
          ]
          """;
      JsonNode problem = ApiClient.problem(writer.put(PATH, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem))
          .containsExactlyInAnyOrder(
              "/0/id",
              "/0/name",
              "/0/minimumSpend",
              "/0/discount",
              "/1/name",
              "/1/minimumSpend",
              "/1/discount",
              "/2",
              "/3/minimumSpend",
              "/3/discount",
              "/3/colour",
              "/4/name",
              "/5/minimumSpend");
      assertThat(owner.get(PATH).body()).isEqualTo("[]");
    }

    @Test
    void takesAnIdOnce() {
      UUID gold = Rows.loyaltyTier(fixture.live, "Gold", 1, 1);
      String body = list(tier(gold, "A", 1, 1), tier(gold, "B", 2, 2));
      JsonNode problem = ApiClient.problem(writer.put(PATH, body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("/1/id");
    }

    @Test
    void boundsTheNumberOfTiers() {
      String[] many =
          IntStream.range(0, 51).mapToObj(i -> fresh("Tier " + i, i, 1)).toArray(String[]::new);
      JsonNode problem = ApiClient.problem(writer.put(PATH, list(many)), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly("");
    }
  }

  @Nested
  class Status404 {
    @Test
    void hidesTiersOfOtherWorkspaces() {
      Fixture sibling = fixture.sibling();
      UUID own = Rows.loyaltyTier(fixture.live, "Own", 1, 1);
      for (UUID id :
          List.of(
              Rows.loyaltyTier(sibling.live, "Foreign", 1, 1),
              Rows.loyaltyTier(fixture.test, "Test", 1, 1),
              Fixture.id())) {
        String body = list(fresh("New", 7, 7), tier(id, "Mine", 2, 2));
        ApiClient.problem(writer.put(PATH, body), 404, "not_found");
      }
      assertThat(owner.get(PATH).body()).isEqualTo(list(tier(own, "Own", 1, 1)));
    }
  }

  @Nested
  class Status412 {
    @Test
    void replacesOnlyWhatTheClientKnows() {
      String tag = owner.get(PATH).headers().firstValue("ETag").orElseThrow();
      writer.put(PATH, list(fresh("Gold", 1, 1)));
      ApiClient.problem(
          writer.send("PUT", PATH, "[]", "If-Match", tag), 412, "precondition_failed");
      assertThat(owner.read(PATH)).hasSize(1);
      String now = owner.get(PATH).headers().firstValue("ETag").orElseThrow();
      assertThat(writer.send("PUT", PATH, "[]", "If-Match", now).body()).isEqualTo("[]");
    }
  }

  @Nested
  class Races {
    @Test
    void leaveTheTiersOfOneOfThem() throws Exception {
      for (int round = 0; round < 25; round++) {
        List<String> bodies =
            Threads.run(
                4,
                i ->
                    () -> {
                      String body = list(fresh("A" + i, 1, i), fresh("B" + i, 2, i));
                      HttpResponse<String> answer = writer.put(PATH, body);
                      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                      return answer.body();
                    });
        assertThat(bodies).contains(owner.get(PATH).body());
      }
    }
  }
}
