package org.allogate.webhooks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.outbox.EventType;

/**
 * What an endpoint wants to be told.
 *
 * @param all everything, types of the future too
 * @param some the types, where it is not everything
 */
public record EventTypes(boolean all, Set<EventType> some) {
  /** In place of all types. */
  static final String ALL = "*";

  /** A set that nobody changes. */
  public EventTypes {
    some = Set.copyOf(some);
  }

  /** The types of a text that {@link #toString} wrote; those that exist no more are left out. */
  public static EventTypes parse(String names) {
    return names.equals(ALL)
        ? new EventTypes(true, Set.of())
        : new EventTypes(
            false,
            Stream.of(names.split(" "))
                .flatMap(name -> EventType.byName(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class))));
  }

  /** The types of some names, or all for one star; names that nobody has are left out. */
  static EventTypes of(List<String> names) {
    return parse(String.join(" ", names));
  }

  /**
   * Whether an event of a type is for an endpoint with these names; also of one that only a newer
   * node knows, which may have made both.
   */
  public static boolean include(String names, String type) {
    return names.equals(ALL) || List.of(names.split(" ")).contains(type);
  }

  /** Whether an event of the type is for it. */
  public boolean include(EventType type) {
    return all || some.contains(type);
  }

  /** The names in the order of the catalogue, or one star for all. */
  public List<String> names() {
    return all ? List.of(ALL) : some.stream().sorted().map(EventType::wireName).toList();
  }

  /** The names separated by spaces. */
  @Override
  public String toString() {
    return String.join(" ", names());
  }
}
