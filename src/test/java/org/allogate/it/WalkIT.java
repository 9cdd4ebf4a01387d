package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A long list from one end to the other and back. */
class WalkIT extends ServerIT {
  private static final int PRODUCTS = 100_000;
  private static final int LIMIT = 1000;

  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.of(Scope.PRODUCTS_READ)));

  private JsonNode page(String cursor) {
    return owner.read("/v1/products?limit=" + LIMIT + (cursor == null ? "" : "&cursor=" + cursor));
  }

  @Nested
  class Status200 {
    @Test
    void returnsEachOfAHundredThousandProductsOnceForwardAndBack() {
      Rows.products(fixture.live, PRODUCTS);
      List<UUID> expected = Rows.active(fixture.live);
      assertThat(expected).hasSize(PRODUCTS);

      List<UUID> walked = new ArrayList<>();
      JsonNode page = page(null);
      walked.addAll(ApiClient.ids(page.path("data")));
      for (int n = 1; page.at("/pagination/nextCursor").isTextual(); n++) {
        assertThat(n).isLessThan(PRODUCTS / LIMIT);
        page = page(page.at("/pagination/nextCursor").textValue());
        walked.addAll(ApiClient.ids(page.path("data")));
      }
      assertThat(walked.equals(expected)).as("forward").isTrue();

      List<List<UUID>> back = new ArrayList<>();
      back.add(ApiClient.ids(page.path("data")));
      while (page.at("/pagination/previousCursor").isTextual()) {
        assertThat(back).hasSizeLessThan(PRODUCTS / LIMIT);
        page = page(page.at("/pagination/previousCursor").textValue());
        back.add(ApiClient.ids(page.path("data")));
      }
      Collections.reverse(back);
      assertThat(back.stream().flatMap(List::stream).toList().equals(expected))
          .as("backward")
          .isTrue();
    }
  }
}
