package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.allogate.RandomCases;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.junit.jupiter.api.Test;

class KeysetTest {
  private final RowsInMemory table = new RowsInMemory();

  @Test
  void returnsEachRowOnceForwardAndBack() {
    RandomCases.each(
        2_000,
        random -> {
          boolean ascending = random.nextBoolean();
          int limit = 1 + random.nextInt(7);
          List<Row> whole = fill(random.nextInt(40), ascending);
          List<Page<Row>> pages = new ArrayList<>();
          Page<Row> page = page(ascending, null, limit);
          assertThat(page.previous()).isNull();
          pages.add(page);
          while (page.next() != null) {
            assertThat(page.rows()).hasSize(limit);
            page = page(ascending, page.next(), limit);
            assertThat(page.previous()).isNotNull();
            pages.add(page);
          }
          assertThat(rows(pages)).isEqualTo(whole);
          List<Page<Row>> back = new ArrayList<>(List.of(page));
          while (page.previous() != null) {
            page = page(ascending, page.previous(), limit);
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
          boolean ascending = random.nextBoolean();
          fill(1 + random.nextInt(30), ascending);
          Set<Row> stayed = new TreeSet<>(table.rows);
          List<Row> seen = new ArrayList<>();
          Page<Row> page = page(ascending, null, 1 + random.nextInt(5));
          seen.addAll(page.rows());
          while (page.next() != null && seen.size() < 1_000) {
            disturb(random, stayed);
            page = page(ascending, page.next(), 1 + random.nextInt(5));
            seen.addAll(page.rows());
          }
          assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
          assertThat(seen)
              .isSortedAccordingTo((a, b) -> ascending ? a.compareTo(b) : b.compareTo(a));
        });
  }

  private void disturb(Random random, Set<Row> stayed) {
    for (int i = random.nextInt(4); i > 0; i--) {
      Row row = Row.of(random.nextInt(200));
      if (table.rows.add(row)) {
        continue;
      }
      table.rows.remove(row);
      stayed.remove(row);
    }
  }

  @Test
  void knowsBothWaysFromAPageThatItsRowsHaveLeft() {
    fill(9, true);
    Page<Row> first = page(true, null, 3);
    Page<Row> second = page(true, first.next(), 3);
    table.rows.removeAll(second.rows());
    table.rows.removeIf(row -> row.compareTo(second.rows().get(2)) > 0);
    Page<Row> gone = page(true, first.next(), 3);
    assertThat(gone.rows()).isEmpty();
    assertThat(gone.next()).isNull();
    assertThat(page(true, gone.previous(), 3).rows()).isEqualTo(first.rows());

    fill(9, true);
    table.rows.removeAll(first.rows());
    Page<Row> before = page(true, second.previous(), 3);
    assertThat(before.rows()).isEmpty();
    assertThat(before.previous()).isNull();
    assertThat(page(true, before.next(), 3).rows()).isEqualTo(second.rows());
  }

  @Test
  void isEmptyWithoutRows() {
    assertThat(page(true, null, 5)).isEqualTo(new Page<Row>(List.of(), null, null, 5));
  }

  @Test
  void refusesCursorsOfAnotherListOrder() {
    fill(9, true);
    String next = page(true, null, 3).next();
    refused(() -> page(false, next, 3));
    refused(() -> table.list(true, "other").page(new PageRequest(Optional.of(next), 3)));
    refused(() -> page(true, "", 3));
    refused(() -> page(true, next + "A", 3));
    assertThat(page(true, next, 4).rows()).hasSize(4);
  }

  private static void refused(Runnable reading) {
    assertThat(catchThrowableOfType(ProblemException.class, reading::run).type())
        .isEqualTo(ProblemType.INVALID_CURSOR);
  }

  // Even numbers, so that others fit between them.
  private List<Row> fill(int count, boolean ascending) {
    table.rows.clear();
    for (int i = 0; i < count; i++) {
      table.rows.add(Row.of(2 * i + 60));
    }
    return new ArrayList<>(ascending ? table.rows : table.rows.descendingSet());
  }

  private Page<Row> page(boolean ascending, String cursor, int limit) {
    return table.list(ascending, "a").page(new PageRequest(Optional.ofNullable(cursor), limit));
  }

  private static List<Row> rows(List<Page<Row>> pages) {
    return pages.stream().flatMap(page -> page.rows().stream()).toList();
  }

  private static List<List<Row>> rowsOfEach(List<Page<Row>> pages) {
    return pages.stream().map(Page::rows).toList();
  }
}
