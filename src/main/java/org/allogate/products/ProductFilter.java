package org.allogate.products;

import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Parameters;

/** What a list of products is narrowed to; all of it must hold. */
public record ProductFilter(
    Optional<Boolean> listed,
    Optional<Boolean> bloggable,
    Optional<UUID> category,
    Optional<String> search) {
  /** Most characters of a search. */
  public static final int MAX_SEARCH = 100;

  static ProductFilter of(Parameters parameters) {
    return of(parameters.uuid("category"), parameters);
  }

  /** What a list of one category's products is narrowed to. */
  public static ProductFilter ofCategory(UUID category, Parameters parameters) {
    return of(Optional.of(category), parameters);
  }

  private static ProductFilter of(Optional<UUID> category, Parameters parameters) {
    return new ProductFilter(
        parameters.flag("listed"),
        parameters.flag("bloggable"),
        category,
        parameters.text("search", MAX_SEARCH));
  }
}
