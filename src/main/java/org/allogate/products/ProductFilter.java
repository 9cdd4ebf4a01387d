package org.allogate.products;

import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Parameters;

/** What a list of products is narrowed to; all of it must hold. */
record ProductFilter(
    Optional<Boolean> listed,
    Optional<Boolean> bloggable,
    Optional<UUID> category,
    Optional<String> search) {
  static final int MAX_SEARCH = 100;

  static ProductFilter of(Parameters parameters) {
    return new ProductFilter(
        parameters.flag("listed"),
        parameters.flag("bloggable"),
        parameters.uuid("category"),
        parameters.text("search", MAX_SEARCH));
  }
}
