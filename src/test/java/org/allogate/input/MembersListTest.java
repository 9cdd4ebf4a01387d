package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.allogate.problem.Contents;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersListTest {
  private final ListReader reader = new ListReader();

  @Test
  void readsObjectsInTheirOrder() {
    MembersList list = read("[{\"x\": 1}, {\"x\": 2}]");
    assertThat(list.objects(2).stream().map(it -> it.integer("x", 0, 9))).containsExactly(1, 2);
    assertThatCode(list::check).doesNotThrowAnyException();
  }

  @Test
  void readsAnEmptyArray() {
    MembersList list = read(" [] ");
    assertThat(list.objects(0)).isEmpty();
    assertThatCode(list::check).doesNotThrowAnyException();
  }

  @Test
  void pointsToTheMembersOfEveryObjectAtOnce() {
    assertThat(
            violations(
                "[{\"x\": 1}, 5, {\"x\": \"1\", \"y\": 1}, null, {}]",
                list -> list.objects(9).forEach(it -> it.integer("x", 0, 9))))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/1", "/3", "/2/x", "/4/x", "/2/y");
  }

  @Test
  void pointsToWhatIsNested() {
    assertThat(
            violations(
                "[{\"inner\": {\"x\": 10}}]",
                list -> list.objects(1).get(0).object("inner").integer("x", 0, 9, 0)))
        .extracting(Violation::pointer)
        .containsExactly("/0/inner/x");
  }

  @Test
  void boundsTheNumberOfObjects() {
    assertThat(violations("[{}, {}, {}]", list -> assertThat(list.objects(2)).isEmpty()))
        .containsExactly(new Violation("", "must be a list of 0 to 2"));
  }

  @Test
  void knowsWhatIsWrongAlready() {
    Members members = read("[{\"x\": 10, \"y\": 1}]").objects(1).get(0);
    members.integer("x", 0, 9);
    members.integer("y", 0, 9);
    assertThat(members.isWrong("x")).isTrue();
    assertThat(members.isWrong("y")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "true", "5", "\"[]\"", "{}", "{\"x\": []}"})
  void refusesWhatIsNoArray(String body) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body));
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    assertThat(problem).hasMessage("The body must be a JSON array.");
  }

  @Test
  void refusesADuplicateMemberByItsPointer() {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> read("[{}, {\"a\": 1, \"a\": 2}]"));
    assertThat(Contents.violations(problem)).containsExactly(new Violation("/1/a", "stands twice"));
  }

  @Test
  void readsListsAndNothingElse() {
    Annotation[] none = new Annotation[0];
    assertThat(reader.isReadable(MembersList.class, MembersList.class, none, null)).isTrue();
    assertThat(reader.isReadable(Members.class, Members.class, none, null)).isFalse();
    assertThat(reader.isReadable(List.class, List.class, none, null)).isFalse();
  }

  private List<Violation> violations(String body, Consumer<MembersList> reading) {
    MembersList list = read(body);
    reading.accept(list);
    return Contents.violations(catchThrowableOfType(ProblemException.class, list::check));
  }

  private MembersList read(String body) {
    try {
      return reader.readFrom(
          MembersList.class,
          MembersList.class,
          new Annotation[0],
          MediaType.APPLICATION_JSON_TYPE,
          new MultivaluedHashMap<>(),
          new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
