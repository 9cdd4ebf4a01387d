package org.allogate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.allogate.json.Json;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Page<Integer> MIDDLE = new Page<>(List.of(1, 2), "n", "p", 2);
  private static final Page<Integer> EMPTY = new Page<>(List.of(), null, null, 25);

  @Test
  void mapsItsRowsAndKeepsTheRest() {
    assertThat(MIDDLE.map(row -> "row " + row))
        .isEqualTo(new Page<>(List.of("row 1", "row 2"), "n", "p", 2));
  }

  @Test
  void copiesItsRows() {
    List<Integer> rows = new ArrayList<>(List.of(1));
    Page<Integer> page = new Page<>(rows, null, null, 2);
    rows.clear();
    assertThat(page.rows()).containsExactly(1);
    assertThatThrownBy(() -> page.rows().add(2)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void hasTheEnvelopeOfTheStore() throws Exception {
    assertThat(Json.mapper().writeValueAsString(StorePage.of(MIDDLE)))
        .isEqualTo(
            "{\"data\":[1,2],\"pagination\":"
                + "{\"nextCursor\":\"n\",\"previousCursor\":\"p\",\"limit\":2}}");
    assertThat(Json.mapper().writeValueAsString(StorePage.of(EMPTY)))
        .isEqualTo(
            "{\"data\":[],\"pagination\":"
                + "{\"nextCursor\":null,\"previousCursor\":null,\"limit\":25}}");
  }

  @Test
  void hasTheEnvelopeOfTheVault() throws Exception {
    assertThat(Json.mapper().writeValueAsString(VaultPage.of(MIDDLE)))
        .isEqualTo("{\"data\":[1,2],\"next_cursor\":\"n\",\"has_more\":true}");
    assertThat(Json.mapper().writeValueAsString(VaultPage.of(EMPTY)))
        .isEqualTo("{\"data\":[],\"next_cursor\":null,\"has_more\":false}");
  }
}
