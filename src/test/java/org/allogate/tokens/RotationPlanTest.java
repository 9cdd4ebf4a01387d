package org.allogate.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationPlanTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final TokenSettings SETTINGS =
      new TokenSettings("x", Duration.ofMinutes(15), MONTH, Duration.ofDays(1), 1);

  private final List<SigningKey.Life> lives = new ArrayList<>();

  private Optional<SigningKey.Life> due(Instant now) {
    return RotationPlan.due(lives, now, SETTINGS);
  }

  @Test
  void makesTheFirstKeyAtOnce() {
    assertThat(due(START.plusMillis(7)))
        .hasValue(
            new SigningKey.Life(
                START, START.plus(MONTH), START.plus(MONTH).plus(Duration.ofMinutes(15))));
  }

  @Test
  void makesASuccessorADayBeforeItSigns() {
    lives.add(due(START).orElseThrow());
    Instant end = START.plus(MONTH);
    assertThat(due(end.minus(Duration.ofDays(1)).minusMillis(1))).isEmpty();
    SigningKey.Life next = due(end.minus(Duration.ofDays(1))).orElseThrow();
    assertThat(next.signsFrom()).isEqualTo(end);
    lives.add(next);
    assertThat(due(end.minusMillis(1))).isEmpty();
    assertThat(due(end)).isEmpty();
  }

  @Test
  void signsAtEveryMomentWithOneKeyOrAnother() {
    for (Instant now = START; now.isBefore(START.plus(MONTH.multipliedBy(12))); ) {
      due(now).ifPresent(lives::add);
      Instant moment = now;
      lives.removeIf(life -> !moment.isBefore(life.publishedUntil()));
      assertThat(lives.stream().filter(life -> life.signs(moment))).hasSize(1);
      assertThat(lives).hasSizeBetween(1, 3);
      now = now.plus(Duration.ofMinutes(10));
    }
  }

  @Test
  void makesOneAtOnceWhereTheTimeWasMissedOrTheClockSetBack() {
    lives.add(due(START).orElseThrow());
    Instant late = START.plus(MONTH.multipliedBy(3));
    assertThat(due(late).orElseThrow().signsFrom()).isEqualTo(late);
    Instant early = START.minus(MONTH.multipliedBy(3));
    assertThat(due(early).orElseThrow().signsFrom()).isEqualTo(early);
  }
}
