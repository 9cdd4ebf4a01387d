package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks through a list by its cursors, which fit nowhere else. */
class PagingIT extends ServerIT {
  private static final String PATH = "/v1/products";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int MAX_CURSOR = 1024;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)));
  private final List<UUID> model = new ArrayList<>();

  /** One page as it came. */
  private record Page(List<UUID> ids, String next, String previous) {
    static Page of(JsonNode body) {
      JsonNode pagination = body.path("pagination");
      return new Page(
          ApiClient.ids(body.path("data")),
          pagination.path("nextCursor").textValue(),
          pagination.path("previousCursor").textValue());
    }
  }

  private void products(int count) {
    for (int i = 0; i < count; i++) {
      model.add(Rows.product(fixture.live));
    }
  }

  private Page page(int limit, String cursor) {
    return page("?limit=" + limit, cursor);
  }

  private Page page(String query, String cursor) {
    return Page.of(owner.read(PATH + query + (cursor == null ? "" : "&cursor=" + cursor)));
  }

  private List<Page> forward(String query) {
    List<Page> pages = new ArrayList<>();
    String cursor = null;
    do {
      pages.add(page(query, cursor));
      cursor = pages.get(pages.size() - 1).next();
    } while (cursor != null);
    return pages;
  }

  private List<Page> backward(String query, Page last) {
    List<Page> pages = new ArrayList<>(List.of(last));
    while (pages.get(pages.size() - 1).previous() != null) {
      pages.add(page(query, pages.get(pages.size() - 1).previous()));
    }
    Collections.reverse(pages);
    return pages;
  }

  private static List<List<UUID>> ids(List<Page> pages) {
    return pages.stream().map(Page::ids).toList();
  }

  private static <T> List<T> flat(List<List<T>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  @Nested
  class Walks {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 11, 12, 25, 100})
    void returnEachProductOnceAcrossPagesForwardAndBack(int size) {
      products(size);
      for (int limit : new int[] {1, 2, 3, 10, 11, 25, 99, 100, 101, 1000}) {
        String query = "?limit=" + limit;
        List<Page> pages = forward(query);
        assertThat(pages).hasSize(Math.max(1, (size + limit - 1) / limit));
        assertThat(flat(ids(pages))).isEqualTo(model);
        assertThat(pages.get(0).previous()).isNull();
        assertThat(pages.get(pages.size() - 1).next()).isNull();
        assertThat(pages.subList(1, pages.size())).noneMatch(it -> it.previous() == null);
        List<Page> back = backward(query, pages.get(pages.size() - 1));
        assertThat(ids(back)).isEqualTo(ids(pages));
        assertThat(back.subList(0, back.size() - 1)).noneMatch(it -> it.next() == null);
      }
    }

    @Test
    void turnAroundAnywhere() {
      products(30);
      Random random = new Random(7);
      Page page = page(4, null);
      int at = 0;
      for (int step = 0; step < 60; step++) {
        boolean forward = page.previous() == null || page.next() != null && random.nextBoolean();
        page = page(4, forward ? page.next() : page.previous());
        at += forward ? 4 : -4;
        assertThat(page.ids()).isEqualTo(model.subList(at, Math.min(at + 4, model.size())));
      }
    }

    @Test
    void mayChangeTheLimitOnTheWay() {
      products(30);
      Page first = page(5, null);
      Page second = page(12, first.next());
      assertThat(second.ids()).isEqualTo(model.subList(5, 17));
      assertThat(page(1, second.next()).ids()).isEqualTo(model.subList(17, 18));
      Page before = page(3, second.previous());
      assertThat(before.ids()).isEqualTo(model.subList(2, 5));
      assertThat(page(1000, before.previous()).ids()).isEqualTo(model.subList(0, 2));
      assertThat(page(1000, before.next()).ids()).isEqualTo(model.subList(5, 30));
    }

    @Test
    void keepTheirFilters() {
      UUID category = fixture.category(fixture.live, "Hats");
      for (int i = 0; i < 40; i++) {
        UUID id = Rows.product(fixture.live, "listed", i % 2 == 0, "name", "Number " + i % 4);
        if (i % 4 != 3) {
          Rows.categorize(category, id);
        }
        if (i % 4 == 2) {
          model.add(id);
        }
      }
      String query = "?limit=3&listed=true&bloggable=false&search=number+2&category=" + category;
      List<Page> pages = forward(query);
      assertThat(flat(ids(pages))).isEqualTo(model);
      assertThat(ids(backward(query, pages.get(pages.size() - 1)))).isEqualTo(ids(pages));
    }

    @Test
    void mayBeGoneOnByAnotherKeyOfTheWorkspace() {
      products(4);
      String cursor = page(2, null).next();
      ApiClient colleague = new ApiClient(fixture.key(Scopes.ALL));
      assertThat(ApiClient.ids(colleague.read(PATH + "?limit=2&cursor=" + cursor).path("data")))
          .isEqualTo(model.subList(2, 4));
    }
  }

  @Nested
  class Changes {
    @Test
    void neverShowARowTwiceNorHideOne() {
      products(60);
      List<UUID> stable = new ArrayList<>();
      List<UUID> volatileOnes = new ArrayList<>();
      for (int i = 0; i < model.size(); i++) {
        (i % 3 == 0 ? volatileOnes : stable).add(model.get(i));
      }
      Random random = new Random(11);
      List<UUID> seen = new ArrayList<>();
      Page page = page(5, null);
      seen.addAll(page.ids());
      while (page.next() != null) {
        change(volatileOnes, random);
        page = page(5, page.next());
        seen.addAll(page.ids());
      }
      assertThat(seen).doesNotHaveDuplicates().containsAll(stable).isSorted();

      List<UUID> back = new ArrayList<>(reversed(page.ids()));
      while (page.previous() != null) {
        change(volatileOnes, random);
        page = page(5, page.previous());
        back.addAll(reversed(page.ids()));
      }
      assertThat(back).doesNotHaveDuplicates().containsAll(stable);
    }

    // One row goes, one comes somewhere before the end; rows at page edges are among them.
    private void change(List<UUID> volatileOnes, Random random) {
      if (!volatileOnes.isEmpty()) {
        Rows.delete(volatileOnes.remove(random.nextInt(volatileOnes.size())));
      }
      UUID near = model.get(random.nextInt(model.size()));
      Rows.product(
          fixture.live,
          "id",
          new UUID(
              near.getMostSignificantBits(),
              near.getLeastSignificantBits() ^ random.nextLong() >>> 3));
    }

    private static List<UUID> reversed(List<UUID> ids) {
      List<UUID> reversed = new ArrayList<>(ids);
      Collections.reverse(reversed);
      return reversed;
    }

    @Test
    void showRowsAppendedAfterALastPageThatWasNotTheLast() {
      products(4);
      Page first = page(3, null);
      products(2);
      assertThat(page(3, first.next()).ids()).isEqualTo(model.subList(3, 6));
    }

    @Test
    void goOnFromAnEdgeThatIsGone() {
      products(9);
      Page second = page(3, page(3, null).next());
      Rows.delete(model.get(3));
      Rows.delete(model.get(5));
      assertThat(page(3, second.next()).ids()).isEqualTo(model.subList(6, 9));
      assertThat(page(3, second.previous()).ids()).isEqualTo(model.subList(0, 3));
    }

    @Test
    void leaveAnEmptiedLastPageItsWayBack() {
      products(6);
      Page first = page(3, null);
      model.subList(3, 6).forEach(Rows::delete);
      Page emptied = page(3, first.next());
      assertThat(emptied.ids()).isEmpty();
      assertThat(emptied.next()).isNull();
      assertThat(page(3, emptied.previous()).ids()).isEqualTo(model.subList(0, 3));
    }

    @Test
    void leaveAnEmptiedFirstPageItsWayForward() {
      products(6);
      Page second = page(3, page(3, null).next());
      model.subList(0, 3).forEach(Rows::delete);
      Page emptied = page(3, second.previous());
      assertThat(emptied.ids()).isEmpty();
      assertThat(emptied.previous()).isNull();
      assertThat(page(3, emptied.next()).ids()).isEqualTo(model.subList(3, 6));
    }

    @Test
    void mayEmptyTheWholeList() {
      products(6);
      Page first = page(3, null);
      model.forEach(Rows::delete);
      Page emptied = page(3, first.next());
      assertThat(emptied.ids()).isEmpty();
      Page before = page(3, emptied.previous());
      assertThat(before.ids()).isEmpty();
      assertThat(before.previous()).isNull();
    }

    @Test
    void neverHideARowThatWasAlreadyThereWhenItBecomesInactive() {
      products(6);
      Page first = page(2, null);
      Fixture.run("update product set active = false where id = ?", model.get(1));
      assertThat(page(4, first.next()).ids()).isEqualTo(model.subList(2, 6));
    }
  }

  @Nested
  class Cursors {
    @Test
    void areUrlSafeAndShort() {
      products(3);
      Page second = page(1, page(1, null).next());
      for (String cursor : List.of(second.next(), second.previous())) {
        assertThat(cursor).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(MAX_CURSOR);
      }
    }

    @Test
    void stayShortWithLongFilters() {
      String search = "\uD83C\uDFA9".repeat(100);
      Rows.product(fixture.live, "description", search);
      Rows.product(fixture.live, "description", search);
      String query = "?limit=1&search=" + ApiClient.encoded(search);
      Page first = page(query, null);
      assertThat(first.next()).hasSizeLessThanOrEqualTo(MAX_CURSOR);
      assertThat(page(query, first.next()).ids()).hasSize(1);
    }

    @Test
    void doNotShowTheIdTheyStandAt() {
      products(2);
      assertThat(page(1, null).next()).doesNotContain(model.get(0).toString());
    }
  }

  @Nested
  class Status400 {
    private void assertInvalid(String query, String cursor) {
      assertInvalid(owner, query, cursor);
    }

    private void assertInvalid(ApiClient client, String query, String cursor) {
      JsonNode problem = client.refused(PATH + query + "&cursor=" + cursor, 400, "invalid_cursor");
      assertThat(problem.has("errors")).isFalse();
    }

    private String cursor(String query) {
      return page(query, null).next();
    }

    @Test
    void refusesACursorOfOtherFilters() {
      UUID category = fixture.category(fixture.live, "Hats");
      UUID other = fixture.category(fixture.live, "Coats");
      for (int i = 0; i < 3; i++) {
        UUID id = Rows.product(fixture.live, "bloggable", true, "name", "hat");
        Rows.categorize(category, id);
        Rows.categorize(other, id);
      }
      List<String> queries =
          List.of(
              "?limit=1",
              "?limit=1&listed=true",
              "?limit=1&bloggable=true",
              "?limit=1&listed=true&bloggable=true",
              "?limit=1&category=" + category,
              "?limit=1&category=" + other,
              "?limit=1&search=hat",
              "?limit=1&search=ha",
              "?limit=1&search=HAT",
              "?limit=1&search=h",
              "?limit=1&listed=true&category=" + category,
              "?limit=1&search=hat&category=" + category);
      for (String from : queries) {
        String cursor = cursor(from);
        assertThat(cursor).isNotNull();
        for (String to : queries) {
          if (to.equals(from)) {
            assertThat(page(to, cursor).ids()).hasSize(1);
          } else {
            assertInvalid(to, cursor);
          }
        }
        assertInvalid("?limit=1&listed=false", cursor);
      }
    }

    @Test
    void takesFiltersThatMeanTheSameForTheSame() {
      products(3);
      String cursor = cursor("?limit=1");
      assertThat(page("?search=+&limit=2", cursor).ids()).isEqualTo(model.subList(1, 3));
    }

    @Test
    void refusesACursorOfAnotherWorkspace() {
      products(2);
      Rows.product(fixture.test);
      Rows.product(fixture.test);
      String cursor = cursor("?limit=1");
      assertInvalid(new ApiClient(fixture.testKey(Scopes.ALL)), "?limit=1", cursor);
      assertInvalid(new ApiClient(fixture.sibling().key(Scopes.ALL)), "?limit=1", cursor);
      assertInvalid(new ApiClient(Fixture.create().key(Scopes.ALL)), "?limit=1", cursor);
    }

    @Test
    void refusesEveryChangedCharacter() {
      products(2);
      String cursor = cursor("?limit=1");
      for (int at = 0; at < cursor.length(); at++) {
        int next = (ALPHABET.indexOf(cursor.charAt(at)) + 1) % ALPHABET.length();
        assertInvalid("?limit=1", replaced(cursor, at, ALPHABET.charAt(next)));
      }
    }

    @Test
    void refusesEveryOtherSpellingOfTheSameBytes() {
      products(2);
      String cursor = cursor("?limit=1");
      int last = cursor.length() - 1;
      for (char other : ALPHABET.toCharArray()) {
        if (other != cursor.charAt(last)) {
          assertInvalid("?limit=1", replaced(cursor, last, other));
        }
      }
      for (String other : List.of("=", "==", "%20", "%0A", "%00", "A", "%E2%80%8B")) {
        assertInvalid("?limit=1", cursor + other);
        assertInvalid("?limit=1", other + cursor);
      }
    }

    private String replaced(String text, int at, char by) {
      return text.substring(0, at) + by + text.substring(at + 1);
    }

    @Test
    void refusesEveryPartOfACursor() {
      products(2);
      String cursor = cursor("?limit=1");
      for (int length = 0; length < cursor.length(); length++) {
        assertInvalid("?limit=1", cursor.substring(0, length));
        assertInvalid("?limit=1", cursor.substring(cursor.length() - length));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "0",
          "Tjo3ZDJlNGM4NC05YTZmLTFiNWU4ZDBjMmEzNw",
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
          "______________________________________________",
          "%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F%2B%2F",
          "'%20or%201=1--",
          "%F0%9F%8E%A9"
        })
    void refusesWhatIsNoCursor(String text) {
      assertInvalid("?limit=1", text);
    }

    @ParameterizedTest
    @ValueSource(ints = {47, 1024, 1025, 6000})
    void refusesWhatIsTooLong(int length) {
      assertInvalid("?limit=1", "A".repeat(length));
    }

    @Test
    void namesParametersBeforeTheCursor() {
      owner.refused(PATH + "?limit=0&cursor=x", 400, "validation_error");
    }
  }
}
