package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.allogate.RandomCases;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private final BodyReader reader = new BodyReader();

  @Test
  void readsAnObject() {
    Members members = read(" {\"name\": \"Æther\", \"inner\": {\"x\": 5}} \n");
    assertThat(members.text("name", 1, 10)).isEqualTo("Æther");
    assertThat(members.object("inner").integer("x", 0, 9, 0)).isEqualTo(5);
    members.check();
  }

  @Test
  void readsMembersAndNothingElse() {
    assertThat(reader.isReadable(Members.class, Members.class, new Annotation[0], null)).isTrue();
    assertThat(reader.isReadable(String.class, String.class, new Annotation[0], null)).isFalse();
    assertThat(reader.isReadable(Object.class, Object.class, new Annotation[0], null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "true", "5", "\"{}\"", "[]", "[{}]"})
  void refusesWhatIsNoObject(String body) {
    assertThat(malformed(body)).hasMessage("The body must be a JSON object.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{]",
        "{\"x\"}",
        "{\"x\":}",
        "{\"x\": 1,}",
        "{x: 1}",
        "{'x': 1}",
        "{\"x\": 01}",
        "{\"x\": +1}",
        "{\"x\": .5}",
        "{\"x\": NaN}",
        "{\"x\": Infinity}",
        "{\"x\": 1e}",
        "{\"x\": \"\n\"}",
        "{\"x\": \"\\x\"}",
        "{\"x\": \"\\u12\"}",
        "{\"x\": tru}",
        "{} {}",
        "{} x",
        "{},",
        "{}[",
        "{} // done",
        "/**/{}",
        "{\"x\": 1} \u0000",
        "\u0000",
        "<x/>",
        "a=b",
      })
  void refusesWhatIsNotJson(String body) {
    assertThat(malformed(body)).hasMessageStartingWith("The body is not well-formed JSON");
  }

  @Test
  void tellsWhereTheBodyBreaks() {
    assertThat(malformed("{\n  \"x\": ?\n}"))
        .hasMessage("The body is not well-formed JSON: see line 2, column 8.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1, \"a\": 1} | /a",
        "{\"a\": 1, \"\\u0061\": 1} | /a",
        "{\"x\": {\"y\": [0, {\"z\": 1, \"z\": 2}]}} | /x/y/1/z",
        "{\"a/b\": {\"m~n\": 1, \"m~n\": 1}} | /a~1b/m~0n",
        "{\"\": 1, \"\": 1} | /",
      })
  void refusesADuplicateMemberByItsPointer(String body, String pointer) {
    ProblemException problem = refused(body.getBytes(StandardCharsets.UTF_8));
    assertThat(problem.type()).isEqualTo(ProblemType.VALIDATION_ERROR);
    assertThat(Contents.violations(problem))
        .containsExactly(new Violation(pointer, "stands twice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void refusesOtherEncodingsThatComeWithoutACharset(String charset) {
    ProblemException problem = refused("{\"x\": 1}".getBytes(Charset.forName(charset)));
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    for (String bytes :
        new String[] {
          "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00c3", "\u00f5\u0080\u0080\u0080"
        }) {
      String body = "{\"x\": \"" + bytes + "\"}";
      assertThat(refused(body.getBytes(StandardCharsets.ISO_8859_1)))
          .as(bytes)
          .hasMessage("The body is not UTF-8.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "iso-8859-1", "utf8", "", "nothing"})
  void refusesOtherCharsets(String charset) {
    assertThat(refused(charset).type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void takesUtf8InAnyCase() {
    assertThat(read("{}", mediaType("UTF-8"))).isNotNull();
    assertThat(read("{}", mediaType("utf-8"))).isNotNull();
  }

  @Test
  void refusesAByteOrderMark() {
    assertThat(malformed("\ufeff{}")).hasMessageStartingWith("The body is not well-formed JSON");
  }

  @Test
  void refusesNestingPastSixtyFour() {
    assertThat(read("{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}")).isNotNull();
    malformed("{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}");
    malformed("{\"x\":".repeat(65) + "1" + "}".repeat(65));
    malformed("[".repeat(500_000));
    malformed("{\"x\":".repeat(200_000));
  }

  @Test
  void refusesNumbersOfManyDigits() {
    assertThat(read("{\"x\": " + "9".repeat(64) + "}")).isNotNull();
    malformed("{\"x\": " + "9".repeat(65) + "}");
    malformed("{\"x\": " + "9".repeat(1_000_000) + "}");
    malformed("{\"x\": 0." + "9".repeat(1_000_000) + "}");
    malformed("{\"x\": 1e99999999999999}");
  }

  @Test
  void answersEveryDamagedBodyWithAProblem() {
    byte[] whole =
        "{\"a\": [1, 2.5, \"\\u00e9é\"], \"b\": {\"c\": null, \"d\": true}}"
            .getBytes(StandardCharsets.UTF_8);
    RandomCases.each(
        5_000,
        random -> {
          byte[] damaged = whole.clone();
          for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
          }
          try {
            assertThat(read(damaged, MediaType.APPLICATION_JSON_TYPE)).isNotNull();
          } catch (ProblemException e) {
            assertThat(e.type().status()).isEqualTo(400);
          }
        });
  }

  private ProblemException malformed(String body) {
    ProblemException problem = refused(body.getBytes(StandardCharsets.UTF_8));
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    return problem;
  }

  private ProblemException refused(byte[] body) {
    return catchThrowableOfType(
        ProblemException.class, () -> read(body, MediaType.APPLICATION_JSON_TYPE));
  }

  private ProblemException refused(String charset) {
    return catchThrowableOfType(ProblemException.class, () -> read("{}", mediaType(charset)));
  }

  private static MediaType mediaType(String charset) {
    return new MediaType("application", "json", Map.of("charset", charset));
  }

  private Members read(String body) {
    return read(body, MediaType.APPLICATION_JSON_TYPE);
  }

  private Members read(String body, MediaType type) {
    return read(body.getBytes(StandardCharsets.UTF_8), type);
  }

  private Members read(byte[] body, MediaType type) {
    try {
      return reader.readFrom(
          Members.class,
          Members.class,
          new Annotation[0],
          type,
          new MultivaluedHashMap<>(),
          new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
