package org.allogate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.allogate.input.Parameters;
import org.allogate.input.Queries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageQueryTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:34:56.789Z");

  @ParameterizedTest
  @CsvSource({
    "minute, 2026-05-01T11:35:00Z, 2026-05-01T12:35:00Z",
    "hour,   2026-04-30T13:00:00Z, 2026-05-01T13:00:00Z",
    "day,    2026-04-02T00:00:00Z, 2026-05-02T00:00:00Z"
  })
  void meansTheLatestUnlessItSaysWhen(String granularity, Instant from, Instant to) {
    assertThat(range("granularity", granularity)).isEqualTo(new UsageQuery.Range(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    // granularity, from, to, begins, ends
    "minute, 2026-05-01T12:00:01Z, 2026-05-01T12:01:01Z, 2026-05-01T12:00:00Z, 2026-05-01T12:02:00Z",
    "minute, 2026-05-01T12:00:00Z, 2026-05-01T12:01:00Z, 2026-05-01T12:00:00Z, 2026-05-01T12:01:00Z",
    "hour, 2026-05-01T08:59:59.999Z, 2026-05-01T09:00:00.001Z, 2026-05-01T08:00:00Z, 2026-05-01T10:00:00Z",
    "day, 2026-04-30T23:00:00-05:00, 2026-05-01T23:00:00Z, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
    // Nothing is kept before, and nothing comes from the future.
    "minute, 0000-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 2026-04-29T12:34:00Z, 2026-05-02T12:35:00Z",
    "hour, 0000-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 2026-01-31T12:00:00Z, 2026-05-02T13:00:00Z",
    "day, 0000-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 2024-04-30T00:00:00Z, 2026-05-03T00:00:00Z"
  })
  void meansWholeMinutesHoursAndDays(
      String granularity, String from, String to, Instant begins, Instant ends) {
    assertThat(range("granularity", granularity, "from", from, "to", to))
        .isEqualTo(new UsageQuery.Range(begins, ends));
  }

  private static UsageQuery.Range range(String... query) {
    Parameters parameters = Queries.of(query);
    UsageQuery read = UsageQuery.of(parameters);
    parameters.check();
    return read.range(NOW);
  }

  @Test
  void tellsApartByWhatItNamesInOneOrder() {
    assertThat(UsageQuery.of(Queries.of()).groups()).isEmpty();
    assertThat(UsageQuery.of(Queries.of("groupBy", "status,key,status")).groups())
        .isEqualTo(Set.of(Grouping.KEY, Grouping.STATUS))
        .containsExactly(Grouping.KEY, Grouping.STATUS);
    for (String wrong : new String[] {"", ",", "key,", "Key", "key, status", "time"}) {
      assertThat(Grouping.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
