package org.allogate.scopes;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A set of scopes as one bit each, so that the guard compares two sets in one instruction.
 *
 * @param bits bit n stands for the scope of ordinal n
 */
public record Scopes(long bits) {
  /** No scope at all. */
  public static final Scopes NONE = new Scopes(0);

  /** Every scope there is. */
  public static final Scopes ALL = of(Scope.values());

  /** The only reading ones. */
  public static final Scopes READING =
      of(Arrays.stream(Scope.values()).filter(Scope::isRead).toArray(Scope[]::new));

  /** A set of these scopes. */
  public static Scopes of(Scope... scopes) {
    long bits = 0;
    for (Scope scope : scopes) {
      bits |= 1L << scope.ordinal();
    }
    return new Scopes(bits);
  }

  /** The scopes named in a text, separated by spaces; names that exist no more are left out. */
  public static Scopes parse(String names) {
    return of(
        Stream.of(names.split(" "))
            .flatMap(name -> Scope.byName(name).stream())
            .toArray(Scope[]::new));
  }

  /** Whether all of the others are in this set. */
  public boolean includes(Scopes others) {
    return (others.bits & ~bits) == 0;
  }

  /** The scopes of both sets. */
  public Scopes and(Scopes others) {
    return new Scopes(bits | others.bits);
  }

  /** The scopes that are in both sets. */
  public Scopes within(Scopes others) {
    return new Scopes(bits & others.bits);
  }

  /** Those of the others that this set lacks. */
  public Scopes missing(Scopes others) {
    return new Scopes(others.bits & ~bits);
  }

  /** The names, in the order of the catalogue. */
  public List<String> names() {
    Predicate<Scope> here = scope -> (bits >>> scope.ordinal() & 1) == 1;
    return Arrays.stream(Scope.values()).filter(here).map(Scope::wireName).toList();
  }

  /** The names separated by spaces, as {@link #parse} reads them. */
  @Override
  public String toString() {
    return String.join(" ", names());
  }
}
