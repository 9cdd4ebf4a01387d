package org.allogate.input;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;

/**
 * The query parameters of a request. Every reading notes what is wrong; {@link #check()} ends the
 * request with all of it. A parameter given twice is wrong.
 */
public final class Parameters {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,1000}");

  private final MultivaluedMap<String, String> query;
  private final Violations violations = new Violations();

  /** Parameters already decoded. */
  Parameters(MultivaluedMap<String, String> query) {
    this.query = query;
  }

  /**
   * The query parameters of a request.
   *
   * @throws ProblemException {@code malformed_request} when the query cannot be decoded
   */
  public static Parameters of(UriInfo uri) {
    try {
      return new Parameters(uri.getQueryParameters());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemType.MALFORMED_REQUEST,
          "The query string is not percent-encoded as it should be.");
    }
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> flag(String name) {
    return one(name)
        .flatMap(
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> wrong(name, "must be true or false");
                });
  }

  /** A UUID in its usual form. */
  public Optional<UUID> uuid(String name) {
    return one(name).flatMap(text -> Ids.parse(text).or(() -> wrong(name, "must be a UUID")));
  }

  /**
   * A text that a reader turns into what is meant.
   *
   * @param expected how the violation goes on after the name: {@code must be ...}
   */
  public <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> reader) {
    return one(name).flatMap(text -> reader.apply(text).or(() -> wrong(name, expected)));
  }

  /** An instant of the years 0000 to 9999 in ISO 8601, with {@code Z} or another offset. */
  public Optional<Instant> instant(String name) {
    return value(name, Instants.EXPECTED, Instants::parse);
  }

  /** A text of at most {@code longest} characters; a blank one counts as not given. */
  public Optional<String> text(String name, int longest) {
    return one(name)
        .filter(text -> !text.isBlank())
        .flatMap(
            text ->
                text.codePointCount(0, text.length()) <= longest
                    ? Optional.of(text)
                    : wrong(name, "must have at most " + longest + " characters"));
  }

  /**
   * An integer that a rule turns into what is meant, or into nothing when it is out of bounds; one
   * beyond the range of {@code int} comes to the rule as the end of that range.
   */
  public Optional<Integer> integer(
      String name, String bounds, Function<Integer, Optional<Integer>> rule) {
    return one(name)
        .flatMap(text -> parsed(text).flatMap(rule).or(() -> wrong(name, "must be " + bounds)));
  }

  /** An integer; one beyond the range of {@code long} counts as the end of that range. */
  public Optional<Long> longInteger(String name) {
    return value(name, "must be an integer", text -> parsed(text, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** A value as it was sent. */
  public Optional<String> raw(String name) {
    return one(name);
  }

  /** Ends the request if anything read so far was wrong. */
  public void check() {
    violations.throwIfAny();
  }

  private Optional<String> one(String name) {
    List<String> values = query.get(name);
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    return values.size() == 1 ? Optional.of(values.get(0)) : wrong(name, "must be given only once");
  }

  private static Optional<Integer> parsed(String text) {
    return parsed(text, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
  }

  private static Optional<Long> parsed(String text, long smallest, long largest) {
    return Optional.of(text)
        .filter(INTEGER.asMatchPredicate())
        .map(BigInteger::new)
        .map(it -> it.max(BigInteger.valueOf(smallest)).min(BigInteger.valueOf(largest)))
        .map(BigInteger::longValue);
  }

  private <T> Optional<T> wrong(String name, String detail) {
    violations.add(name, detail);
    return Optional.empty();
  }
}
