package org.allogate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recommendation says of {@code tracestate}, and what its test harness sends. */
class TraceStateTest {
  // A member in words of regular expressions.
  private static final Pattern NAIVE =
      Pattern.compile(
          "([a-z][a-z0-9_\\-*/]{0,255}|[a-z0-9][a-z0-9_\\-*/]{0,240}@[a-z][a-z0-9_\\-*/]{0,13})"
              + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  private static String kept(String... headers) {
    return TraceState.kept(List.of(headers));
  }

  @Test
  void isHandedOnInItsOrder() {
    assertThat(kept("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"))
        .isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
    assertThat(kept("foo=1", "bar=2", "rojo=1,congo=2")).isEqualTo("foo=1,bar=2,rojo=1,congo=2");
    assertThat(kept("fw529a3039@dt=FfAIC9c-Q", "0t@s=x y"))
        .isEqualTo("fw529a3039@dt=FfAIC9c-Q,0t@s=x y");
  }

  @Test
  void losesBlanksAroundMembersAndEmptyOnes() {
    assertThat(kept("foo=1 \t , \tbar=2, ,,baz=3,")).isEqualTo("foo=1,bar=2,baz=3");
    assertThat(kept("", "foo= 1")).isEqualTo("foo= 1");
    assertThat(kept(" ,\t,")).isNull();
    assertThat(kept()).isNull();
  }

  @Test
  void keepsTheFirstOfTwoMembersOfOneKey() {
    assertThat(kept("foo=1,foo=2,bar=3,foo=4")).isEqualTo("foo=1,bar=3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "foo=",
        "=1",
        "foo=1=2",
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "foo@=1",
        "@foo=1",
        "foo@@bar=1",
        "foo@bar@baz=1",
        "foo@0bar=1",
        "0foo=1",
        "_foo=1",
        "foo@systemthatistoolong=1",
        "foo=\u00e4",
        "foo=\u007f",
        "foo=a\tb",
        "foo=a\nbar=2",
        "foo=1;bar=2=3"
      })
  void isNoneWhereAMemberBreaksARule(String member) {
    assertThat(kept(member)).isNull();
    assertThat(kept("a=1," + member + ",b=2")).isNull();
  }

  @Test
  void boundsKeysAndValues() {
    assertThat(kept("z".repeat(256) + "=1")).isNotNull();
    assertThat(kept("z".repeat(257) + "=1")).isNull();
    assertThat(kept("t".repeat(241) + "@" + "v".repeat(14) + "=1")).isNotNull();
    assertThat(kept("t".repeat(242) + "@v=1")).isNull();
    assertThat(kept("t@" + "v".repeat(15) + "=1")).isNull();
    assertThat(kept("a=" + "v".repeat(256))).isNotNull();
    assertThat(kept("a=" + "v".repeat(257))).isNull();
  }

  private static String members(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(i -> "bar%02d=%s".formatted(i, value))
        .collect(Collectors.joining(","));
  }

  @Test
  void has32MembersAtMost() {
    assertThat(kept(members(32, "1"))).isEqualTo(members(32, "1"));
    assertThat(kept(members(33, "1"))).isNull();
  }

  @Test
  void losesLongMembersFirstAndThenTheOldestWhereItIsTooLong() {
    String longOne = "long=" + "x".repeat(200);
    assertThat(kept(members(4, "v".repeat(94)) + "," + longOne + ",last=1"))
        .isEqualTo(members(4, "v".repeat(94)) + ",last=1");
    assertThat(kept(members(6, "v".repeat(94)))).isEqualTo(members(5, "v".repeat(94)));
    assertThat(kept(members(4, "v".repeat(94)) + ",e=" + "v".repeat(106))).hasSize(512);
  }

  @Test
  void agreesWithItsNaiveTwinAndIsNeverLongerThanARow() {
    RandomCases.each(
        50_000,
        random -> {
          String header = random(random);
          assertThat(kept(header)).as(header).isEqualTo(naive(header));
        });
    RandomCases.each(
        2_000,
        random -> {
          String kept = kept(members(random.nextInt(33), "v".repeat(1 + random.nextInt(250))));
          assertThat(kept == null ? "" : kept).hasSizeLessThanOrEqualTo(TraceState.LONGEST);
        });
  }

  private static String naive(String header) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String each : header.split(",")) {
      String member = each.replaceAll("^[ \t]+|[ \t]+$", "");
      if (!member.isEmpty() && !NAIVE.matcher(member).matches()) {
        return null;
      }
      if (!member.isEmpty()) {
        members.putIfAbsent(member.split("=")[0], member);
      }
    }
    return members.isEmpty() ? null : String.join(",", members.values());
  }

  private static String random(Random random) {
    String characters = "ab=,@0 \t_-*/Z~";
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> "" + characters.charAt(random.nextInt(characters.length())))
        .collect(Collectors.joining());
  }
}
