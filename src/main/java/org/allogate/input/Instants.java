package org.allogate.input;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Instants in ISO 8601, with {@code Z} or another offset. */
final class Instants {
  /** How a violation goes on after the name. */
  static final String EXPECTED = "must be an instant like 2026-04-01T00:00:00Z";

  private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9T:.+Z-]{1,40}");

  // What MariaDB's datetime keeps, in UTC.
  private static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Instants() {}

  /** An instant of the years 0000 to 9999, or empty. */
  static Optional<Instant> parse(String text) {
    try {
      return FORM.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The same, unless the database could not keep it. */
  static Optional<Instant> storable(String text) {
    return parse(text).filter(it -> !it.isBefore(FIRST) && !it.isAfter(LAST));
  }
}
