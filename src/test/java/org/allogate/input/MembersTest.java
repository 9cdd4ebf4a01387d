package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.allogate.json.Json;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
  private static final UUID ID = UUID.fromString("019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37");

  @Test
  void readsEveryKind() {
    Members members =
        members(
            """
            {"text": "a", "short": "", "flag": true, "number": -5, "id": "%s", "other": "%s",
             "object": {"flag": false, "inner": {"number": 7}}}
            """
                .formatted(ID, ID.toString().toUpperCase(Locale.ROOT)));
    assertThat(members.text("text", 1, 5)).isEqualTo("a");
    assertThat(members.text("short", 5, "otherwise")).isEmpty();
    assertThat(members.flag("flag", false)).isTrue();
    assertThat(members.integer("number", -5, 5, 0)).isEqualTo(-5);
    assertThat(members.uuid("id")).isEqualTo(ID);
    assertThat(members.optionalUuid("other")).contains(ID);
    Members object = members.object("object");
    assertThat(object.flag("flag", true)).isFalse();
    assertThat(object.object("inner").integer("number", 0, 9, 0)).isEqualTo(7);
    assertThatCode(members::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "\"\"", "\"  \"", "\"half \\ud83c\"", "\"a\\u0001b\"", "\"too long\""})
  void refusesATrimmedTextOnce(String value) {
    violations("{\"x\": " + value + "}", it -> it.trimmed("x", 1, 5)).hasSize(1);
    violations("{\"x\": \"" + "a".repeat(10_001) + "\"}", it -> it.trimmed("x", 1, 5)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T00:00:00Z, 2026-04-01T00:00:00Z",
    "2026-04-01T02:00:00.5+02:00, 2026-04-01T00:00:00.500Z",
    "2024-02-29T23:59:59-05:00, 2024-03-01T04:59:59Z"
  })
  void readsInstants(String text, Instant instant) {
    assertThat(members("{\"x\": \"" + text + "\"}").instant("x")).contains(instant);
    assertThat(members("{}").instant("x")).isEmpty();
    assertThat(members("{\"x\": null}").instant("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "true",
        "{}",
        "\"\"",
        "\"2026-04-01\"",
        "\"2026-04-01T00:00:00\"",
        "\"2026-02-30T00:00:00Z\"",
        "\"+12026-04-01T00:00:00Z\"",
        "\" 2026-04-01T00:00:00Z\""
      })
  void refusesWhatIsNoInstant(String value) {
    violations("{\"x\": " + value + "}", it -> it.instant("x"))
        .containsExactly(at("/x", "must be an instant like 2026-04-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u00a0", "\\u200b\\ufeff", "\\u202e", "\\u3000 \\u2060"})
  void refusesTextsThatShowNothing(String text) {
    violations("{\"x\": \"" + text + "\"}", it -> it.line("x", 9))
        .containsExactly(at("/x", "must not be blank"));
    violations("{\"x\": \"a" + text + "\", \"y\": \"" + text + "\"}", MembersTest::readBoth)
        .containsExactly(at("/y", "must not be blank"));
  }

  private static void readBoth(Members members) {
    members.trimmed("x", 1, 9);
    members.trimmed("y", 1, 9);
  }

  @Test
  void tellsAbsentFromNullWhereAPatchAsks() {
    assertThat(members("{}").isGiven("x")).isFalse();
    assertThat(members("{\"x\": 1}").isGiven("x")).isTrue();
    violations("{\"x\": null}", it -> it.isGiven("x"))
        .containsExactly(at("/x", "must not be null"));
    assertThat(members("{}").trimmed("x", 1, 5, "otherwise")).isEqualTo("otherwise");
    assertThat(members("{\"x\": \" a \"}").trimmed("x", 1, 5, "otherwise")).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"x\": null}"})
  void takesNullForAbsent(String body) {
    assertThat(members(body).text("x", 5, "otherwise")).isEqualTo("otherwise");
    assertThat(members(body).flag("x", true)).isTrue();
    assertThat(members(body).integer("x", 1, 5, 77)).isEqualTo(77);
    assertThat(members(body).optionalUuid("x")).isEqualTo(Optional.empty());
    violations(body, it -> it.object("x").flag("y", true)).isEmpty();
    violations(body, it -> it.text("x", 1, 5)).containsExactly(at("/x", "is required"));
    violations(body, it -> it.uuid("x")).containsExactly(at("/x", "is required"));
    violations(body, it -> it.object("x").uuid("y")).containsExactly(at("/x/y", "is required"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0",
        "1e0",
        "1e2",
        "0.5",
        "\"5\"",
        "true",
        "[]",
        "{}",
        "-1",
        "11",
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "1e999999",
        "99999999999999999999999999999999"
      })
  void refusesWhatIsNoIntegerWithinBounds(String value) {
    violations("{\"x\": " + value + "}", it -> it.integer("x", 0, 10, 3))
        .containsExactly(at("/x", "must be an integer from 0 to 10"));
  }

  @Test
  void readsWhatAMergePatchIsAbout() {
    Members patch = members("{\"a\": null, \"b\": true, \"c\": 5, \"d\": \"x\", \"e\": null}");
    assertThat(patch.isNull("a")).isTrue();
    assertThat(patch.isNull("b")).isFalse();
    assertThat(patch.isNull("absent")).isFalse();
    assertThat(patch.flag("b")).isTrue();
    assertThat(patch.optionalInteger("c", 5, 5)).contains(5);
    assertThat(patch.optionalInteger("e", 5, 5)).isEmpty();
    assertThat(patch.value("d", "must be", Optional::of, "")).isEqualTo("x");
    assertThatCode(patch::check).doesNotThrowAnyException();
  }

  @Test
  void asksForWhatAMergePatchMayNotTakeAway() {
    violations("{\"x\": null}", it -> it.flag("x")).containsExactly(at("/x", "is required"));
    violations("{\"x\": 1}", it -> it.flag("x")).containsExactly(at("/x", "must be true or false"));
    violations("{\"x\": null}", it -> it.value("x", "must be", Optional::of, ""))
        .containsExactly(at("/x", "is required"));
    violations("{\"x\": 1}", it -> it.value("x", "must be a word", Optional::of, ""))
        .containsExactly(at("/x", "must be a word"));
    violations("{\"x\": 6}", it -> it.optionalInteger("x", 1, 5))
        .containsExactly(at("/x", "must be an integer from 1 to 5"));
    violations("{\"x\": \"5\"}", it -> it.optionalInteger("x", 1, 5))
        .containsExactly(at("/x", "must be an integer from 1 to 5"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "-0, 0"})
  void takesTheBoundsOfAnInteger(String value, int read) {
    assertThat(members("{\"x\": " + value + "}").integer("x", 0, 10, 3)).isEqualTo(read);
  }

  @Test
  void takesTheWholeRangeOfInt() {
    String both = "{\"x\": -2147483648, \"y\": 2147483647}";
    assertThat(members(both).integer("x", Integer.MIN_VALUE, Integer.MAX_VALUE, 0))
        .isEqualTo(Integer.MIN_VALUE);
    assertThat(members(both).integer("y", Integer.MIN_VALUE, Integer.MAX_VALUE, 0))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "\"true\"", "\"\"", "[]", "{}"})
  void refusesWhatIsNoBoolean(String value) {
    violations("{\"x\": " + value + "}", it -> it.flag("x", true))
        .containsExactly(at("/x", "must be true or false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}", "[\"a\"]"})
  void refusesWhatIsNoString(String value) {
    violations("{\"x\": " + value + "}", it -> it.text("x", 1, 5))
        .containsExactly(at("/x", "must be a string"));
    violations("{\"x\": " + value + "}", it -> it.text("x", 5, ""))
        .containsExactly(at("/x", "must be a string"));
  }

  @Test
  void countsCharactersNotCodeUnits() {
    String five = "\"" + "\ud83d\ude00".repeat(5) + "\"";
    assertThat(members("{\"x\": " + five + "}").text("x", 5, 5)).hasSize(10);
    violations("{\"x\": " + five + "}", it -> it.text("x", 1, 4))
        .containsExactly(at("/x", "must have 1 to 4 characters"));
    violations("{\"x\": " + five + "}", it -> it.text("x", 6, 9))
        .containsExactly(at("/x", "must have 6 to 9 characters"));
    violations("{\"x\": \"\"}", it -> it.text("x", 1, 4))
        .containsExactly(at("/x", "must have 1 to 4 characters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "a\\ude00\\ud83db", "\\ud83d\\ud83d\\ude00"})
  void refusesHalvesOfCharacters(String text) {
    violations("{\"x\": \"" + text + "\"}", it -> it.text("x", 1, 10))
        .containsExactly(at("/x", "must be well-formed Unicode"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"x\"",
        "5",
        "true",
        "[]",
        "{}",
        "\"1-1-1-1-1\"",
        "\"019d4b5c7d2e7c849a6f1b5e8d0c2a37\"",
        "\"019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37 \"",
        "\"{019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37}\"",
      })
  void refusesWhatIsNoUuid(String value) {
    violations("{\"x\": " + value + "}", it -> it.uuid("x"))
        .containsExactly(at("/x", "must be a UUID"));
    violations("{\"x\": " + value + "}", it -> it.optionalUuid("x"))
        .containsExactly(at("/x", "must be a UUID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "\"{}\""})
  void refusesWhatIsNoObjectOnce(String value) {
    violations("{\"x\": " + value + "}", it -> it.object("x").flag("y", true))
        .containsExactly(at("/x", "must be an object"));
  }

  @Test
  void tellsAllViolationsAtOnce() {
    violations(
            "{\"a\": 1, \"b\": \"x\", \"c\": {\"d\": 5, \"e\": 1}, \"f\": null}",
            it -> {
              it.text("a", 1, 5);
              it.flag("b", true);
              it.object("c").flag("d", true);
              it.uuid("g");
            })
        .containsExactlyInAnyOrder(
            at("/a", "must be a string"),
            at("/b", "must be true or false"),
            at("/c/d", "must be true or false"),
            at("/c/e", "is not a member of this object"),
            at("/f", "is not a member of this object"),
            at("/g", "is required"));
  }

  @Test
  void escapesPointersAsRfc6901Says() {
    violations(
            "{\"a/b\": 1, \"m~n\": 1, \"~1\": 1, \"\": 1, \"o/~\": {\"p/~\": 1}}",
            it -> it.object("o/~"))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/a~1b", "/m~0n", "/~01", "/", "/o~1~0/p~1~0");
  }

  @Test
  void tellsAHundredViolationsAtMost() {
    StringBuilder body = new StringBuilder("{\"x0\": 1");
    for (int i = 1; i < 500; i++) {
      body.append(", \"x").append(i).append("\": 1");
    }
    violations(body.append('}').toString(), it -> {}).hasSize(100);
  }

  @Test
  void countsItsViolationsInTheDetail() {
    assertThat(problem("{\"x\": 1}", it -> {})).hasMessage("1 member or parameter breaks a rule.");
    assertThat(problem("{\"x\": 1, \"y\": 1}", it -> {}))
        .hasMessage("2 members or parameters break a rule.");
  }

  private static Violation at(String pointer, String detail) {
    return new Violation(pointer, detail);
  }

  private static ListAssert<Violation> violations(String body, Consumer<Members> reading) {
    ProblemException problem = problem(body, reading);
    return assertThat(problem == null ? List.of() : Contents.violations(problem));
  }

  private static ProblemException problem(String body, Consumer<Members> reading) {
    Members members = members(body);
    reading.accept(members);
    ProblemException problem = catchThrowableOfType(ProblemException.class, members::check);
    if (problem != null) {
      assertThat(problem.type()).isEqualTo(ProblemType.VALIDATION_ERROR);
    }
    return problem;
  }

  private static Members members(String body) {
    try {
      return new Members((ObjectNode) Json.mapper().readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
