package org.allogate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  @Test
  void boundsIdsByTimesOfAnyYear() {
    List<String> ids =
        List.of(
                "0000-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.001Z",
                "2026-04-01T10:00:00Z",
                "9999-12-31T23:59:59Z")
            .stream()
            .map(Instant::parse)
            .map(AuditTrail::firstIdOf)
            .map(UUID::toString)
            .toList();
    assertThat(ids)
        .containsExactly(
            "00000000-0000-7000-8000-000000000000",
            "00000000-0000-7000-8000-000000000000",
            "00000000-0001-7000-8000-000000000000",
            "019d487c-5100-7000-8000-000000000000",
            "e677d21f-d818-7000-8000-000000000000");
  }
}
