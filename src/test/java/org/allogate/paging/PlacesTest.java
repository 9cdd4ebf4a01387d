package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allogate.RandomCases;
import org.allogate.problem.ProblemException;
import org.allogate.secrets.SomeSecrets;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ ~é\u0100\u0000";

  private final Places places = new Places(SomeSecrets.of(1));

  @Test
  void readsWhatItWrote() {
    RandomCases.each(
        2_000,
        random -> {
          Place place = new Place(random.nextBoolean(), "é " + random.nextLong());
          Places any = new Places(SomeSecrets.of(random.nextInt(256)));
          String list = "list " + random.nextInt();
          String cursor = any.write(place, list);
          assertThat(cursor).matches("[A-Za-z0-9_-]+");
          assertThat(any.read(cursor, list)).isEqualTo(place);
          refused(any, cursor, list + " ");
        });
  }

  @Test
  void refusesEveryChange() {
    String cursor = places.write(new Place(true, "edge"), "list");
    for (int at = 0; at < cursor.length(); at++) {
      for (char other : ALPHABET.toCharArray()) {
        if (other != cursor.charAt(at)) {
          refused(places, cursor.substring(0, at) + other + cursor.substring(at + 1), "list");
        }
      }
      refused(places, cursor.substring(0, at), "list");
      refused(places, cursor.substring(0, at) + "A" + cursor.substring(at), "list");
    }
    for (String none : List.of("", "5", "null", "==", cursor + "==", cursor.repeat(99))) {
      refused(places, none, "list");
    }
    refused(new Places(SomeSecrets.of(2)), cursor, "list");
    assertThat(new Places(SomeSecrets.of(2, 1)).read(cursor, "list").edge()).isEqualTo("edge");
  }

  @Test
  void refusesTheEndOfAnEdgeAsTheBeginningOfAList() {
    String cursor = places.write(new Place(true, "ab"), "c");
    refused(places, cursor, "bc");
  }

  private static void refused(Places places, String cursor, String list) {
    assertThatThrownBy(() -> places.read(cursor, list)).isInstanceOf(ProblemException.class);
  }

  @Test
  void walksThroughEveryRowOnceBothWays() {
    for (int count = 0; count < 12; count++) {
      for (int limit = 1; limit < 8; limit++) {
        walk(Stream.iterate(10, i -> i + 1).limit(count).toList(), limit);
      }
    }
  }

  private void walk(List<Integer> all, int limit) {
    List<Integer> forth = new ArrayList<>();
    Page<Integer> page = page(all, null, limit);
    assertThat(page.previous()).isNull();
    forth.addAll(page.rows());
    while (page.next() != null) {
      page = page(all, page.next(), limit);
      assertThat(page.rows()).isNotEmpty();
      forth.addAll(page.rows());
    }
    assertThat(forth).isEqualTo(all);
    List<Integer> back = new ArrayList<>(page.rows());
    while (page.previous() != null) {
      page = page(all, page.previous(), limit);
      assertThat(page.next()).isNotNull();
      back.addAll(0, page.rows());
    }
    assertThat(back).isEqualTo(all);
  }

  private Page<Integer> page(List<Integer> all, String cursor, int limit) {
    return places.page(
        new PageRequest(Optional.ofNullable(cursor), limit),
        "numbers",
        (place, most) -> rows(all, place, most),
        String::valueOf);
  }

  private static List<Integer> rows(List<Integer> all, Optional<Place> place, int most) {
    boolean forward = place.map(Place::forward).orElse(true);
    List<Integer> ordered = new ArrayList<>(all);
    if (!forward) {
      Collections.reverse(ordered);
    }
    int edge = place.map(it -> Integer.parseInt(it.edge())).orElse(Integer.MIN_VALUE);
    return ordered.stream().filter(it -> forward ? it > edge : it < edge).limit(most).toList();
  }
}
