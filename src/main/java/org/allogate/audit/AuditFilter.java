package org.allogate.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.allogate.input.Parameters;

/**
 * What a list of events is narrowed to; all of it must hold.
 *
 * @param from the first instant, to the millisecond
 * @param to the first instant that does not count any more, to the millisecond
 */
record AuditFilter(
    Optional<UUID> actor,
    Optional<String> action,
    Optional<UUID> target,
    Optional<Instant> from,
    Optional<Instant> to) {
  static final int MAX_ACTION = 64;

  static AuditFilter of(Parameters parameters) {
    return new AuditFilter(
        parameters.uuid("actor"),
        parameters.text("action", MAX_ACTION),
        parameters.uuid("target"),
        parameters.instant("from"),
        parameters.instant("to"));
  }
}
