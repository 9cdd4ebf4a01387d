package org.allogate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recommendation says of {@code traceparent}, and what its test harness sends. */
class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String GOOD = "00-" + TRACE + "-" + SPAN + "-01";
  private static final TraceParent SAMPLED = new TraceParent(TRACE, SPAN, true);

  // The same in words of regular expressions.
  private static final Pattern NAIVE =
      Pattern.compile(
          "(?!ff)(?!00.{53}.)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-"
              + "[0-9a-f]([0-9a-f])(-.*)?",
          Pattern.DOTALL);

  @Test
  void readsVersion00AndWritesIt() {
    assertThat(TraceParent.parse(GOOD)).isEqualTo(SAMPLED).hasToString(GOOD);
    String unsampled = GOOD.replace("-01", "-00");
    assertThat(TraceParent.parse(unsampled))
        .isEqualTo(new TraceParent(TRACE, SPAN, false))
        .hasToString(unsampled);
  }

  @Test
  void knowsOneFlagAndHandsOnNoOther() {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-ff")).isEqualTo(SAMPLED);
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-fe").toString()).endsWith("-00");
  }

  @Test
  void readsWhatLaterVersionsHaveInCommon() {
    String rest = GOOD.substring(2);
    assertThat(TraceParent.parse("cc" + rest)).isEqualTo(SAMPLED);
    assertThat(TraceParent.parse("01" + rest + "-what-the-future-will-be-like")).isEqualTo(SAMPLED);
    assertThat(TraceParent.parse("fe" + rest + "-")).isEqualTo(SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.x",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e47367-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ".0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-.bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
        "00-4bf92f3577b34da6a3ce929d0e0e473\n-00f067aa0ba902b7-01",
        "00-\u0664bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"
      })
  void isNoneWhereItIsNotToTheLetter(String header) {
    assertThat(TraceParent.parse(header)).isNull();
  }

  @Test
  void agreesWithItsNaiveTwin() {
    RandomCases.each(
        50_000,
        random -> {
          String header = changed(GOOD, random);
          assertThat(TraceParent.parse(header)).as(header).isEqualTo(naive(header));
        });
  }

  private static TraceParent naive(String header) {
    Matcher it = NAIVE.matcher(header);
    return it.matches()
        ? new TraceParent(it.group(1), it.group(2), Integer.parseInt(it.group(3), 16) % 2 == 1)
        : null;
  }

  private static String changed(String good, Random random) {
    StringBuilder text = new StringBuilder(good);
    for (int i = random.nextInt(4); i > 0; i--) {
      char c = "0123456789abcdefF-g \n.".charAt(random.nextInt(22));
      int at = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.insert(at, c);
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.append('-').append(c);
        case 3 -> text.replace(0, 2, random.nextBoolean() ? "ff" : "0" + random.nextInt(10));
        default -> text.setCharAt(at, c);
      }
    }
    return text.toString();
  }
}
