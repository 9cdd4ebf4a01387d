package org.allogate.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allogate.input.Parameters;

/**
 * What a client wants to know of its usage.
 *
 * @param from the first instant, as it was sent
 * @param to the first instant that does not count any more, as it was sent
 */
record UsageQuery(
    Granularity granularity,
    Set<Grouping> groups,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<UUID> key,
    Optional<UUID> organization,
    Optional<String> capability) {
  static UsageQuery of(Parameters parameters) {
    Optional<Instant> from = parameters.instant("from");
    Optional<Instant> to = parameters.instant("to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      parameters.value("to", "must be after from", text -> Optional.empty());
    }
    return new UsageQuery(
        parameters
            .value("granularity", "must be minute, hour or day", Granularity::byName)
            .orElse(Granularity.HOUR),
        parameters
            .value(
                "groupBy",
                "must name key, capability or status, or several of them separated by commas",
                Grouping::parse)
            .orElse(Set.of()),
        from,
        to,
        parameters.uuid("keyId"),
        parameters.uuid("organizationId"),
        parameters.text("capability", CellKey.MAX_CAPABILITY));
  }

  /** What it comes to now: whole minutes, hours or days of those that are kept. */
  Range range(Instant now) {
    Instant last = granularity.end(now.plus(Duration.ofDays(1)));
    Instant first = granularity.start(now.minus(granularity.kept()));
    Instant end =
        to.map(it -> it.isAfter(last) ? last : granularity.end(it)).orElse(granularity.end(now));
    Instant begin = from.orElse(end.minus(granularity.usual()));
    return new Range(begin.isBefore(first) ? first : granularity.start(begin), end);
  }

  /**
   * A stretch of time.
   *
   * @param to the first instant that is not in it; it is empty where that is not after {@code from}
   */
  record Range(Instant from, Instant to) {}
}
