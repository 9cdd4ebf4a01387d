package org.allogate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** Seconds by how many tries are left, as the contract has it. */
  private static final Map<Integer, Integer> TABLE =
      Map.of(7, 5, 6, 300, 5, 1800, 4, 7200, 3, 18_000, 2, 36_000, 1, 36_000);

  private static Duration wait(double random, int triesLeft, String retryAfter) {
    RandomGenerator fixed =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public double nextDouble() {
            return random;
          }
        };
    return new Schedule(fixed).wait(triesLeft, retryAfter, NOW);
  }

  @Test
  void isThatOfTheContract() {
    TABLE.forEach(
        (left, seconds) -> assertThat(wait(0, left, null)).isEqualTo(Duration.ofSeconds(seconds)));
    assertThat(Schedule.WAITS).hasSize(Schedule.TRIES - 1);
  }

  @Test
  void isUpToATenthLonger() {
    RandomCases.each(
        500,
        random -> {
          int left = 1 + random.nextInt(7);
          long planned = TABLE.get(left) * 1000L;
          assertThat(new Schedule(random).wait(left, null, NOW).toMillis())
              .isBetween(planned, planned + planned / 10);
        });
    assertThat(wait(0.999_999, 7, null)).isEqualTo(Duration.ofMillis(5499));
  }

  @Test
  void isLongerWhereTheReceiverAsksForIt() {
    assertThat(wait(0, 7, "60")).isEqualTo(Duration.ofSeconds(60));
    assertThat(wait(0, 7, " 60 ")).isEqualTo(Duration.ofSeconds(60));
    assertThat(wait(0, 7, date(Duration.ofMinutes(2)))).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void isNeverShorter() {
    for (String asked :
        new String[] {
          "0",
          "4",
          "-60",
          "",
          "soon",
          "1.5",
          "١٢",
          date(Duration.ofSeconds(1)),
          date(Duration.ofDays(-1)),
          "Sun, 99 Nov 2026 10:00:00 GMT"
        }) {
      assertThat(wait(0, 7, asked)).as(asked).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void isOneDayAtMostHoweverLongTheReceiverAsks() {
    for (String asked :
        new String[] {"86401", "999999999", "9".repeat(500), date(Duration.ofDays(400))}) {
      assertThat(wait(0, 1, asked)).as(asked).isEqualTo(Duration.ofHours(24));
    }
  }

  @Test
  void isTheLongerOfBothWhateverIsAsked() {
    RandomCases.each(
        500,
        random -> {
          int left = 1 + random.nextInt(7);
          int asked = random.nextInt(100_000);
          String header = random.nextBoolean() ? "" + asked : date(Duration.ofSeconds(asked));
          int naive = Math.max(TABLE.get(left), Math.min(asked, 86_400));
          assertThat(wait(0, left, header)).isEqualTo(Duration.ofSeconds(naive));
        });
  }

  private static String date(Duration from) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plus(from).atOffset(ZoneOffset.UTC));
  }
}
