package org.allogate.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
  private static final String TAG = EntityTags.of("{}".getBytes(StandardCharsets.UTF_8));

  @Test
  void isAStrongTagOfTheBytes() {
    assertThat(TAG).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(EntityTags.of("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(TAG);
    Set<String> seen = new HashSet<>();
    RandomCases.each(
        2_000,
        random -> assertThat(seen.add(EntityTags.of(RandomCases.bytes(random, 9)))).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "%s",
        " %s ",
        "\"a\",%s",
        "\"a\", \"b\" , %s",
        "%s, W/\"x\"",
        "\"\",%s"
      })
  void findsATagInAList(String header) {
    assertThat(EntityTags.matchStrongly(List.of(header.formatted(TAG)), TAG)).isTrue();
    assertThat(EntityTags.matchWeakly(List.of("\"z\"", header.formatted(TAG)), TAG)).isTrue();
  }

  @Test
  void aWeakTagMatchesWeaklyAlone() {
    assertThat(EntityTags.matchStrongly(List.of("W/" + TAG), TAG)).isFalse();
    assertThat(EntityTags.matchWeakly(List.of("W/" + TAG), TAG)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "\"a\"", "\"a\" %s", "\"a", "x%s", "\"%s\"", "w/%s", ",%s", "**"})
  void findsNothingInAnythingElse(String header) {
    String bare = header.contains("\"%s\"") ? header.formatted("b") : header.formatted(TAG);
    assertThat(EntityTags.matchStrongly(List.of(bare), TAG)).isFalse();
    assertThat(EntityTags.matchWeakly(List.of(bare), TAG)).isFalse();
  }

  @Test
  void endsOnAnythingThatIsSent() {
    RandomCases.each(
        20_000,
        random -> {
          StringBuilder header = new StringBuilder();
          for (int i = random.nextInt(40); i > 0; i--) {
            header.append("\"\",* W/ax\t\u00e4".charAt(random.nextInt(11)));
          }
          String text = header.toString();
          assertThat(EntityTags.matchStrongly(List.of(text), TAG))
              .isEqualTo(text.strip().equals("*"));
        });
  }
}
