package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.allogate.RandomCases;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysetTest {
  // Few, so that many rows share one.
  private static final int RANKS = 5;

  private final RowsInMemory table = new RowsInMemory();

  @Test
  void returnsEachRowOnceForwardAndBack() {
    RandomCases.each(
        2_000,
        random -> {
          Kind kind = Kind.any(random);
          int limit = 1 + random.nextInt(7);
          List<Row> whole = fill(random, random.nextInt(40), kind);
          List<Page<Row>> pages = new ArrayList<>();
          Page<Row> page = page(kind, null, limit);
          assertThat(page.previous()).isNull();
          pages.add(page);
          while (page.next() != null) {
            assertThat(page.rows()).hasSize(limit);
            page = page(kind, page.next(), limit);
            assertThat(page.previous()).isNotNull();
            pages.add(page);
          }
          assertThat(rows(pages)).isEqualTo(whole);
          List<Page<Row>> back = new ArrayList<>(List.of(page));
          while (page.previous() != null) {
            page = page(kind, page.previous(), limit);
            assertThat(page.next()).isNotNull();
            back.add(page);
          }
          Collections.reverse(back);
          assertThat(back).extracting(Page::rows).isEqualTo(rowsOfEach(pages));
        });
  }

  @Test
  void losesAndRepeatsNoRowThatStaysWhileOthersComeAndGo() {
    RandomCases.each(
        2_000,
        random -> {
          Kind kind = Kind.any(random);
          fill(random, 1 + random.nextInt(30), kind);
          Set<Row> stayed = new TreeSet<>(table.rows);
          List<Row> seen = new ArrayList<>();
          Page<Row> page = page(kind, null, 1 + random.nextInt(5));
          seen.addAll(page.rows());
          while (page.next() != null && seen.size() < 1_000) {
            disturb(random, stayed);
            page = page(kind, page.next(), 1 + random.nextInt(5));
            seen.addAll(page.rows());
          }
          assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
          assertThat(seen).isSortedAccordingTo(kind.order());
        });
  }

  private void disturb(Random random, Set<Row> stayed) {
    for (int i = random.nextInt(4); i > 0; i--) {
      Row row = Row.of(random.nextInt(200), random.nextInt(RANKS));
      if (table.rows.add(row)) {
        continue;
      }
      table.rows.remove(row);
      stayed.remove(row);
    }
  }

  @Test
  void losesNoRowWhoseRankGrowsDuringAWalkUpwards() {
    RandomCases.each(
        2_000,
        random -> {
          List<Row> whole = fill(random, 1 + random.nextInt(30), Kind.RANKED_UP);
          Set<Row> seen = new TreeSet<>();
          Page<Row> page = page(Kind.RANKED_UP, null, 1 + random.nextInt(5));
          seen.addAll(page.rows());
          for (int pages = 0; page.next() != null; pages++) {
            if (pages < 20) {
              grow(random);
            }
            page = page(Kind.RANKED_UP, page.next(), 1 + random.nextInt(5));
            seen.addAll(page.rows());
          }
          assertThat(seen).extracting(Row::id).containsAll(whole.stream().map(Row::id).toList());
        });
  }

  private void grow(Random random) {
    for (Row row : List.copyOf(table.rows)) {
      if (random.nextInt(4) == 0) {
        table.rows.remove(row);
        table.rows.add(new Row(row.id(), row.rank() + 1 + random.nextInt(RANKS)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void knowsBothWaysFromAPageThatItsRowsHaveLeft(Kind kind) {
    List<Row> whole = fill(new Random(1), 9, kind);
    Page<Row> first = page(kind, null, 3);
    Page<Row> second = page(kind, first.next(), 3);
    table.rows.removeAll(whole.subList(3, 9));
    Page<Row> gone = page(kind, first.next(), 3);
    assertThat(gone.rows()).isEmpty();
    assertThat(gone.next()).isNull();
    assertThat(page(kind, gone.previous(), 3).rows()).isEqualTo(first.rows());

    table.rows.addAll(whole);
    table.rows.removeAll(first.rows());
    Page<Row> before = page(kind, second.previous(), 3);
    assertThat(before.rows()).isEmpty();
    assertThat(before.previous()).isNull();
    assertThat(page(kind, before.next(), 3).rows()).isEqualTo(second.rows());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isEmptyWithoutRows(Kind kind) {
    assertThat(page(kind, null, 5)).isEqualTo(new Page<Row>(List.of(), null, null, 5));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void refusesCursorsOfAnotherListOrder(Kind kind) {
    fill(new Random(1), 9, kind);
    String next = page(kind, null, 3).next();
    for (Kind other : Kind.values()) {
      if (other != kind) {
        refused(() -> page(other, next, 3));
      }
    }
    refused(() -> kind.list(table, "other").page(new PageRequest(Optional.of(next), 3)));
    refused(() -> page(kind, "", 3));
    refused(() -> page(kind, next + "A", 3));
    assertThat(page(kind, next, 4).rows()).hasSize(4);
  }

  private static void refused(Runnable reading) {
    assertThat(catchThrowableOfType(ProblemException.class, reading::run).type())
        .isEqualTo(ProblemType.INVALID_CURSOR);
  }

  // Even numbers, so that others fit between them.
  private List<Row> fill(Random random, int count, Kind kind) {
    table.rows.clear();
    for (int i = 0; i < count; i++) {
      table.rows.add(Row.of(2 * i + 60, random.nextInt(RANKS)));
    }
    return table.rows.stream().sorted(kind.order()).toList();
  }

  private Page<Row> page(Kind kind, String cursor, int limit) {
    return kind.list(table, "a").page(new PageRequest(Optional.ofNullable(cursor), limit));
  }

  private static List<Row> rows(List<Page<Row>> pages) {
    return pages.stream().flatMap(page -> page.rows().stream()).toList();
  }

  private static List<List<Row>> rowsOfEach(List<Page<Row>> pages) {
    return pages.stream().map(Page::rows).toList();
  }

  /** The kinds of lists there are, and the order of each. */
  private enum Kind {
    OLDEST_FIRST,
    NEWEST_FIRST,
    RANKED_UP,
    RANKED_DOWN;

    static Kind any(Random random) {
      return values()[random.nextInt(values().length)];
    }

    Keyset<Row> list(RowsInMemory table, String shelf) {
      return isRanked() ? table.ranked(isUp(), shelf) : table.list(isUp(), shelf);
    }

    Comparator<Row> order() {
      Comparator<Row> up = isRanked() ? RowsInMemory.BY_RANK : Comparator.naturalOrder();
      return isUp() ? up : up.reversed();
    }

    private boolean isRanked() {
      return this == RANKED_UP || this == RANKED_DOWN;
    }

    private boolean isUp() {
      return this == OLDEST_FIRST || this == RANKED_UP;
    }
  }
}
