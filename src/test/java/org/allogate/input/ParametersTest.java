package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.allogate.HandMade;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String ID = "019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37";

  @Test
  void areEmptyWhenTheyAreNotGiven() {
    Parameters none = Queries.of();
    assertThat(none.flag("x")).isEmpty();
    assertThat(none.uuid("x")).isEmpty();
    assertThat(none.text("x", 5)).isEmpty();
    assertThat(none.raw("x")).isEmpty();
    assertThat(none.longInteger("x")).isEmpty();
    assertThat(none.integer("x", "an integer", Optional::of)).isEmpty();
    assertThatCode(none::check).doesNotThrowAnyException();
  }

  @Test
  void readsEveryKind() {
    Parameters all = Queries.of("flag", "true", "no", "false", "id", ID, "text", " a ", "n", "-5");
    assertThat(all.flag("flag")).contains(true);
    assertThat(all.flag("no")).contains(false);
    assertThat(all.uuid("id")).contains(UUID.fromString(ID));
    assertThat(all.text("text", 3)).contains(" a ");
    assertThat(all.integer("n", "an integer", Optional::of)).contains(-5);
    assertThatCode(all::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-5, -5",
    "007, 7",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "-99999999999999999999, -9223372036854775808",
  })
  void takesALongIntegerBeyondItsRangeForItsEnd(String text, long value) {
    Parameters parameters = Queries.of("n", text);
    assertThat(parameters.longInteger("n")).contains(value);
    assertThatCode(parameters::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1.0", "+5", "1e2", "--1", "\u0661"})
  void refusesForALongIntegerWhatIsNone(String text) {
    Parameters parameters = Queries.of("n", text);
    assertThat(parameters.longInteger("n")).isEmpty();
    assertThat(Contents.violations(problem(parameters)))
        .containsExactly(new Violation("n", "must be an integer"));
  }

  @Test
  void refusesEveryKindGivenTwice() {
    Parameters twice = Queries.of("a", "true", "a", "true", "b", ID, "b", ID, "c", "", "c", "x");
    twice.flag("a");
    twice.uuid("b");
    twice.text("c", 5);
    twice.raw("c");
    assertThat(Contents.violations(problem(twice)))
        .containsExactly(
            new Violation("a", "must be given only once"),
            new Violation("b", "must be given only once"),
            new Violation("c", "must be given only once"),
            new Violation("c", "must be given only once"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "TRUE", "True", "1", "0", "yes", "true "})
  void refusesWhatIsNoFlag(String value) {
    refused(value, "must be true or false", it -> it.flag("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1-1-1-1-1", ID + " ", "{" + ID + "}"})
  void refusesWhatIsNoUuid(String value) {
    refused(value, "must be a UUID", it -> it.uuid("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\u2003"})
  void takesBlankTextsForNotGiven(String value) {
    Parameters blank = Queries.of("x", value);
    assertThat(blank.text("x", 0)).isEmpty();
    assertThatCode(blank::check).doesNotThrowAnyException();
  }

  @Test
  void refusesTextsThatAreTooLongInCharacters() {
    String five = "\ud83d\ude00".repeat(5);
    assertThat(Queries.of("x", five).text("x", 5)).contains(five);
    refused(five, "must have at most 4 characters", it -> it.text("x", 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "x", "1.0", "1e2", "0x1", " 1", "1 ", "+1", "1_0", "--1", "-", "٣", "1,2"
      })
  void refusesWhatIsNoInteger(String value) {
    refused(value, "must be an integer", it -> it.integer("x", "an integer", Optional::of));
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 2147483647", "2147483648, 2147483647", "99999999999999999999999, 2147483647",
    "-2147483648, -2147483648", "-2147483649, -2147483648", "-99999999999999999999, -2147483648",
    "0000000000000000000007, 7", "-0, 0",
  })
  void takesIntegersBeyondIntForTheFarthest(String value, int read) {
    assertThat(Queries.of("x", value).integer("x", "an integer", Optional::of)).contains(read);
  }

  @Test
  void refusesIntegersThatTheRuleRefuses() {
    refused("5", "must be six", it -> it.integer("x", "six", value -> Optional.empty()));
  }

  @Test
  void refusesAQueryThatCannotBeDecoded() {
    UriInfo broken =
        HandMade.of(
            UriInfo.class,
            Map.of(
                "getQueryParameters",
                it -> {
                  throw new IllegalArgumentException("%zz");
                }));
    assertThat(catchThrowableOfType(ProblemException.class, () -> Parameters.of(broken)).type())
        .isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  private static void refused(String value, String detail, Consumer<Parameters> reading) {
    Parameters parameters = Queries.of("x", value);
    reading.accept(parameters);
    assertThat(Contents.violations(problem(parameters)))
        .containsExactly(new Violation("x", detail));
  }

  private static ProblemException problem(Parameters parameters) {
    return catchThrowableOfType(ProblemException.class, parameters::check);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T00:00:00Z, 2026-04-01T00:00:00Z",
    "2026-04-01T00:00Z, 2026-04-01T00:00:00Z",
    "2026-04-01T00:00:00.123456Z, 2026-04-01T00:00:00.123456Z",
    "2026-04-01T02:00:00+02:00, 2026-04-01T00:00:00Z",
    "0000-01-01T00:00:00+18:00, -0001-12-31T06:00:00Z",
    "9999-12-31T23:59:59-18:00, +10000-01-01T17:59:59Z"
  })
  void readsInstants(String text, Instant instant) {
    assertThat(Queries.of("x", text).instant("x")).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "2026",
        "2026-04-01",
        "2026-04-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "2026-04-01T24:00:01Z",
        "2026-04-01T00:00:00 02:00",
        "+12026-04-01T00:00:00Z",
        "-2026-04-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "2026-04-01T00:00:00+19:00",
        "2026-04-01T00:00:00Z[UTC]"
      })
  void refusesWhatIsNoInstant(String text) {
    Parameters parameters = Queries.of("x", text);
    assertThat(parameters.instant("x")).isEmpty();
    assertThat(Contents.violations(problem(parameters)))
        .containsExactly(new Violation("x", "must be an instant like 2026-04-01T00:00:00Z"));
  }
}
