package org.allogate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersTest {
  private static final Instant END = Instant.parse("2026-05-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "P365D, P30D",
        "P30DT0.001S, P30D",
        "P30D, P7D",
        "P7DT0.001S, P7D",
        "P7D, P1D",
        "P1DT0.001S, P1D",
        "P1D, -",
        "PT0S, -",
        "P-1D, -",
      })
  void comeThirtySevenAndOneDayBeforeTheEnd(Duration left, Duration next) {
    assertThat(Reminders.next(END, END.minus(left)))
        .isEqualTo(next == null ? null : END.minus(next));
  }

  @Test
  void doNotComeWithoutAnEnd() {
    assertThat(Reminders.next(null, END)).isNull();
  }
}
