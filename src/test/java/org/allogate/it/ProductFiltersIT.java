package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.scopes.Scopes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The filters of the product list against a list in memory, in every combination. */
class ProductFiltersIT extends ServerIT {
  private static final int PRODUCTS = 400;
  private static final String[] LETTERS = {
    "a", "A", "b", "B", "\u00e9", "\u00c9", "e", "%", "_", "\\", "!", " ", "\uD83C\uDFA9", "\u4e2d"
  };

  private final Random random = new Random(20_260_402);
  private final Fixture fixture = Fixture.create();
  private final ApiClient owner = new ApiClient(fixture.key(Scopes.ALL));
  private final List<UUID> categories =
      Stream.of("One", "Two", "Three").map(it -> fixture.category(fixture.live, it)).toList();
  private final List<Product> model = new ArrayList<>();

  private record Product(
      UUID id,
      String name,
      String description,
      boolean listed,
      boolean bloggable,
      boolean active,
      Set<UUID> categories) {
    boolean contains(String search) {
      return folded(name).contains(folded(search))
          || description != null && folded(description).contains(folded(search));
    }

    private static String folded(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /** A filter that is null is not sent. */
  private record Filter(Boolean listed, Boolean bloggable, UUID category, String search) {
    boolean admits(Product product) {
      return product.active
          && (listed == null || listed == product.listed)
          && (bloggable == null || bloggable == product.bloggable)
          && (category == null || product.categories.contains(category))
          && (search == null || search.isBlank() || product.contains(search));
    }

    String query() {
      return "?limit=1000"
          + (listed == null ? "" : "&listed=" + listed)
          + (bloggable == null ? "" : "&bloggable=" + bloggable)
          + (category == null ? "" : "&category=" + category)
          + (search == null ? "" : "&search=" + ApiClient.encoded(search));
    }
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(longest); length > 0; length--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private Product product() {
    Set<UUID> in =
        categories.stream()
            .filter(it -> random.nextInt(3) == 0)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    Product product =
        new Product(
            Fixture.id(),
            text(8),
            random.nextInt(3) == 0 ? null : text(12),
            random.nextInt(4) > 0,
            random.nextBoolean(),
            random.nextInt(8) > 0,
            in);
    Rows.product(
        fixture.live,
        "id",
        product.id,
        "name",
        product.name,
        "description",
        product.description,
        "listed",
        product.listed,
        "bloggable",
        product.bloggable,
        "active",
        product.active);
    in.forEach(category -> Rows.categorize(category, product.id));
    return product;
  }

  private static List<Boolean> flags() {
    List<Boolean> flags = new ArrayList<>(List.of(true, false));
    flags.add(null);
    return flags;
  }

  private List<Filter> everyCombination() {
    List<UUID> anyCategory = new ArrayList<>(categories);
    anyCategory.add(null);
    List<Filter> filters = new ArrayList<>();
    for (Boolean listed : flags()) {
      for (Boolean bloggable : flags()) {
        for (UUID category : anyCategory) {
          filters.add(new Filter(listed, bloggable, category, null));
          for (int search = 0; search < 6; search++) {
            filters.add(new Filter(listed, bloggable, category, text(3)));
          }
        }
      }
    }
    return filters;
  }

  @Nested
  class Status200 {
    @Test
    void listsWhatAListInMemoryWouldInItsOrder() {
      for (int i = 0; i < PRODUCTS; i++) {
        model.add(product());
      }
      for (Filter filter : everyCombination()) {
        List<UUID> expected = model.stream().filter(filter::admits).map(Product::id).toList();
        List<UUID> actual = ApiClient.ids(owner.read("/v1/products" + filter.query()).path("data"));
        assertThat(actual).as("%s", filter).isEqualTo(expected);
      }
    }
  }
}
