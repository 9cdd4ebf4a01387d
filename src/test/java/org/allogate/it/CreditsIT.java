package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/** A customer's credit is the sum of its ledger, never below nothing, whoever changes it. */
class CreditsIT extends ServerIT {
  private static final long MAX = 1_000_000_000_000L;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final UUID avatar = Rows.customer(fixture.live, "username", "aether.ash");
  private final String path = "/v1/customers/" + avatar;

  private static String credits(long credit, long restricted) {
    return "{\"credit\":%d,\"restrictedCredit\":%d}".formatted(credit, restricted);
  }

  private static String adjustment(long amount, boolean restricted) {
    return "{\"amount\":%d,\"restricted\":%s}".formatted(amount, restricted);
  }

  private HttpResponse<String> set(long credit, long restricted) {
    return owner.put(path + "/credits", credits(credit, restricted));
  }

  private HttpResponse<String> adjust(long amount, boolean restricted) {
    return owner.post(path + "/actions/adjust-credits", adjustment(amount, restricted));
  }

  private static void answers(HttpResponse<String> answer, long credit, long restricted) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(credits(credit, restricted));
  }

  /** The whole ledger, its first entry first. */
  private List<Entry> ledger(int limit) {
    List<Entry> entries = new ArrayList<>();
    String query = path + "/credits/entries?limit=" + limit;
    JsonNode page = owner.read(query);
    page.path("data").forEach(it -> entries.add(0, Entry.of(it)));
    while (page.at("/pagination/nextCursor").isTextual()) {
      page = owner.read(query + "&cursor=" + page.at("/pagination/nextCursor").textValue());
      page.path("data").forEach(it -> entries.add(0, Entry.of(it)));
    }
    return entries;
  }

  private record Entry(long sequence, String reason, Pair added, Pair after) {
    static Entry of(JsonNode entry) {
      return new Entry(
          entry.path("sequence").asLong(),
          entry.path("reason").asText(),
          new Pair(entry.path("amount").asLong(), entry.path("restrictedAmount").asLong()),
          Pair.of(entry));
    }
  }

  private record Pair(long credit, long restricted) {
    static final Pair NONE = new Pair(0, 0);

    static Pair of(JsonNode credits) {
      return new Pair(credits.path("credit").asLong(), credits.path("restrictedCredit").asLong());
    }

    Pair plus(Pair other) {
      return new Pair(credit + other.credit, restricted + other.restricted);
    }
  }

  @Nested
  class Status200 {
    @Test
    void beginsWithNothing() {
      assertThat(owner.get(path + "/credits").body()).isEqualTo(credits(0, 0));
      assertThat(owner.get(path + "/credits/entries").body())
          .isEqualTo(
              "{\"data\":[],\"pagination\":"
                  + "{\"nextCursor\":null,\"previousCursor\":null,\"limit\":100}}");
    }

    @Test
    void setsAndAdjustsEitherKind() {
      answers(set(500, 20), 500, 20);
      answers(adjust(-500, false), 0, 20);
      answers(adjust(7, true), 0, 27);
      answers(owner.post(path + "/actions/adjust-credits", "{\"amount\":3}"), 3, 27);
      answers(
          owner.post("/v1/customers/Aether.Ash/actions/adjust-credits", adjustment(1, true)),
          3,
          28);
      answers(owner.get("/v1/customers/aether.ash/credits"), 3, 28);
      assertThat(ledger(2))
          .containsExactly(
              new Entry(1, "set", new Pair(500, 20), new Pair(500, 20)),
              new Entry(2, "adjusted", new Pair(-500, 0), new Pair(0, 20)),
              new Entry(3, "adjusted", new Pair(0, 7), new Pair(0, 27)),
              new Entry(4, "adjusted", new Pair(3, 0), new Pair(3, 27)),
              new Entry(5, "adjusted", new Pair(0, 1), new Pair(3, 28)));
    }

    @Test
    void printsAnEntryAsTheContractSays() {
      set(5, 6);
      JsonNode entry = owner.read(path + "/credits/entries").path("data").path(0);
      assertThat(entry.fieldNames())
          .toIterable()
          .containsExactly(
              "id",
              "sequence",
              "reason",
              "giftCardId",
              "amount",
              "restrictedAmount",
              "credit",
              "restrictedCredit",
              "createdAt");
      assertThat(entry.path("giftCardId").isNull()).isTrue();
    }

    @Test
    void aSetThatChangesNothingIsNoEntry() {
      answers(set(0, 0), 0, 0);
      answers(set(5, 0), 5, 0);
      answers(set(5, 0), 5, 0);
      answers(set(5, 1), 5, 1);
      assertThat(ledger(100)).extracting(Entry::sequence).containsExactly(1L, 2L);
    }

    @Test
    void goesAsFarAsItMay() {
      answers(set(MAX - 1_000_000_000, MAX), MAX - 1_000_000_000, MAX);
      answers(adjust(1_000_000_000, false), MAX, MAX);
      answers(adjust(-1_000_000_000, true), MAX, MAX - 1_000_000_000);
    }
  }

  @Nested
  class Conditions {
    @Test
    void aSetOfAnotherStateIsRefused() {
      String before = owner.get(path + "/credits").headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> set =
          owner.send("PUT", path + "/credits", credits(5, 0), "If-Match", before);
      answers(set, 5, 0);
      ApiClient.problem(
          owner.send("PUT", path + "/credits", credits(9, 0), "If-Match", before),
          412,
          "precondition_failed");
      String tag = set.headers().firstValue("ETag").orElseThrow();
      assertThat(
              get(path + "/credits", "X-API-Key", owner.key(), "If-None-Match", tag).statusCode())
          .isEqualTo(304);
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"credit\":1}|/restrictedCredit",
          "{\"restrictedCredit\":1}|/credit",
          "{\"credit\":-1,\"restrictedCredit\":0}|/credit",
          "{\"credit\":0,\"restrictedCredit\":1000000000001}|/restrictedCredit",
          "{\"credit\":0,\"restrictedCredit\":null}|/restrictedCredit",
          "{\"credit\":1.5,\"restrictedCredit\":0}|/credit",
          "{\"credit\":0,\"restrictedCredit\":0,\"amount\":1}|/amount",
        })
    void pointsToWhatIsWrongInASet(String body, String pointer) {
      JsonNode problem =
          ApiClient.problem(owner.put(path + "/credits", body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}|/amount",
          "{\"amount\":0}|/amount",
          "{\"amount\":1000000001}|/amount",
          "{\"amount\":-1000000001}|/amount",
          "{\"amount\":\"5\"}|/amount",
          "{\"amount\":5,\"restricted\":1}|/restricted",
          "{\"amount\":5,\"credit\":1}|/credit",
        })
    void pointsToWhatIsWrongInAnAdjustment(String body, String pointer) {
      JsonNode problem =
          ApiClient.problem(
              owner.post(path + "/actions/adjust-credits", body), 400, "validation_error");
      assertThat(ApiClient.pointers(problem)).containsExactly(pointer);
      assertThat(ledger(100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "a_b"})
    void isTheAnswerToWhatNamesNobody(String identifier) {
      String nobody = "/v1/customers/" + identifier;
      owner.refused(nobody + "/credits", 400, "invalid_identifier");
      owner.refused(nobody + "/credits/entries", 400, "invalid_identifier");
      ApiClient.problem(owner.put(nobody + "/credits", credits(1, 1)), 400, "invalid_identifier");
    }
  }

  @Nested
  class Status403 {
    @Test
    void readingAndWritingNeedScopesOfTheirOwn() {
      ApiClient writer = new ApiClient(fixture.key(Scopes.of(Scope.CREDITS_WRITE)));
      writer.refused(path + "/credits", 403, "insufficient_scope");
      writer.refused(path + "/credits/entries", 403, "insufficient_scope");
      ApiClient reader = new ApiClient(fixture.key(Scopes.READING));
      ApiClient.problem(reader.put(path + "/credits", credits(1, 1)), 403, "insufficient_scope");
      ApiClient.problem(
          reader.post(path + "/actions/adjust-credits", adjustment(1, false)),
          403,
          "insufficient_scope");
    }
  }

  /** Another workspace's customer is as unknown as one that does not exist. */
  @Nested
  class Status404 {
    @Test
    void isTheAnswerToWhomTheWorkspaceDoesNotKnow() {
      for (UUID who :
          List.of(
              UUID.randomUUID(),
              Rows.customer(fixture.test),
              Rows.customer(fixture.sibling().live),
              Rows.customer(Fixture.create().live))) {
        String unknown = "/v1/customers/" + who;
        owner.refused(unknown + "/credits", 404, "not_found");
        owner.refused(unknown + "/credits/entries", 404, "not_found");
        ApiClient.problem(owner.put(unknown + "/credits", credits(1, 1)), 404, "not_found");
        ApiClient.problem(
            owner.post(unknown + "/actions/adjust-credits", adjustment(1, false)),
            404,
            "not_found");
      }
    }
  }

  @Nested
  class Status409 {
    @Test
    void isTheAnswerToTakingMoreThanThereIs() {
      set(5, 7);
      ApiClient.problem(adjust(-6, false), 409, "insufficient_credit");
      ApiClient.problem(adjust(-8, true), 409, "insufficient_credit");
      answers(adjust(-5, false), 0, 7);
      ApiClient.problem(adjust(-1, false), 409, "insufficient_credit");
      assertThat(ledger(100)).hasSize(2);
    }

    @Test
    void isTheAnswerToMoreThanAnybodyMayHave() {
      set(MAX, MAX - 1);
      ApiClient.problem(adjust(1, false), 409, "conflict");
      ApiClient.problem(adjust(2, true), 409, "conflict");
      answers(adjust(1, true), MAX, MAX);
    }
  }

  /** Sixty-four who change one customer's credit, ten thousand times altogether. */
  @Nested
  class Races {
    private static final int THREADS = 64;
    private static final int CHANGES = Rounds.of(10_000);
    private static final int MOST = 100;
    private static final int CARDS = 80;
    private static final int CARD = 7;

    // So far apart that all adjustments together do not lead from one to another.
    private static final long STEP = (long) MOST * CHANGES;

    @Test
    void leaveALedgerThatSumsUpToTheCredit() throws Exception {
      List<Done> done =
          Threads.run(THREADS, thread -> () -> changes(thread)).stream()
              .flatMap(List::stream)
              .toList();
      assertThat(done).hasSize(CHANGES);
      assertThat(done).extracting(Done::status).containsOnly(200, 409);
      List<Done> accepted = done.stream().filter(it -> it.status == 200).toList();
      List<Entry> ledger = ledger(1000);
      assertThat(accepted).hasSizeBetween(CHANGES / 2, CHANGES - 1);
      assertThat(ledger).hasSameSizeAs(accepted);
      assertUnbroken(ledger);
      assertThat(ledger.stream().map(Entry::after).toList())
          .containsExactlyInAnyOrderElementsOf(accepted.stream().map(Done::after).toList());
      assertThat(sum(ledger, "adjusted"))
          .isEqualTo(accepted.stream().map(Done::added).reduce(Pair.NONE, Pair::plus));
      assertThat(ledger.stream().filter(it -> it.reason.equals("set")).map(Entry::after))
          .containsExactlyInAnyOrderElementsOf(
              accepted.stream().filter(it -> it.set).map(Done::after).toList());
      Pair end = ledger.get(ledger.size() - 1).after;
      assertThat(sum(ledger, "adjusted").plus(sum(ledger, "set"))).isEqualTo(end);
      assertThat(Pair.of(owner.read(path + "/credits"))).isEqualTo(end);
    }

    @Test
    void leaveItWholeWithGiftCardsAmongThem() throws Exception {
      List<String> cards = Stream.generate(this::granted).limit(CARDS).toList();
      List<Integer> statuses =
          Threads.run(16, thread -> () -> mixed(new Random(thread), thread % 8, cards)).stream()
              .flatMap(List::stream)
              .toList();
      assertThat(statuses).containsOnly(200, 409);
      List<Entry> ledger = ledger(1000);
      assertUnbroken(ledger);
      assertThat(sum(ledger, "gift_card")).isEqualTo(new Pair((long) CARDS * CARD, 0));
      assertThat(Pair.of(owner.read(path + "/credits")))
          .isEqualTo(ledger.get(ledger.size() - 1).after);
    }

    private String granted() {
      HttpResponse<String> answer =
          owner.post(path + "/actions/grant-gift-card", "{\"credit\":" + CARD + "}");
      assertThat(answer.statusCode()).isEqualTo(201);
      return ApiClient.json(answer).path("id").textValue();
    }

    // Every card is redeemed by two threads, one of which is too late.
    private List<Integer> mixed(Random random, int first, List<String> cards) {
      List<Integer> statuses = new ArrayList<>();
      for (int card = first; card < cards.size(); card += 8) {
        String redeem = "/v1/giftcards/" + cards.get(card) + "/actions/redeem";
        statuses.add(owner.post(redeem, "{}").statusCode());
        statuses.add(adjusting(random).status);
        if (random.nextInt(5) == 0) {
          statuses.add(set(random.nextInt(MOST), random.nextInt(MOST)).statusCode());
        }
      }
      return statuses;
    }

    private static Pair sum(List<Entry> ledger, String reason) {
      return ledger.stream()
          .filter(it -> it.reason.equals(reason))
          .map(Entry::added)
          .reduce(Pair.NONE, Pair::plus);
    }

    private static void assertUnbroken(List<Entry> ledger) {
      Pair balance = Pair.NONE;
      for (int i = 0; i < ledger.size(); i++) {
        Entry entry = ledger.get(i);
        balance = balance.plus(entry.added);
        assertThat(entry.sequence).isEqualTo(i + 1);
        assertThat(entry.after).isEqualTo(balance);
        assertThat(Math.min(balance.credit, balance.restricted)).isNotNegative();
      }
    }

    private List<Done> changes(int thread) {
      Random random = new Random(thread);
      List<Done> done = new ArrayList<>();
      for (int change = thread; change < CHANGES; change += THREADS) {
        done.add(change % 50 == 0 ? setting(random, change) : adjusting(random));
      }
      return done;
    }

    private Done setting(Random random, int change) {
      HttpResponse<String> answer = set(random.nextInt(MOST), (1 + change) * STEP);
      return Done.of(answer, true, Pair.NONE);
    }

    private Done adjusting(Random random) {
      int amount = (1 + random.nextInt(MOST)) * (random.nextBoolean() ? 1 : -1);
      boolean restricted = random.nextBoolean();
      Pair added = restricted ? new Pair(0, amount) : new Pair(amount, 0);
      return Done.of(adjust(amount, restricted), false, added);
    }

    private record Done(int status, boolean set, Pair added, Pair after) {
      static Done of(HttpResponse<String> answer, boolean set, Pair added) {
        return new Done(answer.statusCode(), set, added, Pair.of(ApiClient.json(answer)));
      }
    }
  }
}
