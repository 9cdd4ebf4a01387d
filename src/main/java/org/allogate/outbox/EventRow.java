package org.allogate.outbox;

import java.time.Instant;
import java.util.UUID;
import org.allogate.input.Ids;
import org.allogate.sql.Sql;
import org.allogate.trace.Trace;

/** An event as it is written down. */
public final class EventRow {
  /** The columns of {@link #values}, in every table that has events. */
  public static final String COLUMNS =
      "id, tenant_id, organization_id, environment, type, payload, occurred_at, trace_parent,"
          + " trace_state";

  private final UUID tenant;
  private final Object[] values;

  private EventRow(UUID tenant, Object[] values) {
    this.tenant = tenant;
    this.values = values;
  }

  /** The row of an event that happens now, under an id of its own. */
  public static EventRow of(OutboxEvent event, Instant now) {
    UUID id = Ids.next();
    Trace trace = event.trace();
    return new EventRow(
        event.tenant(),
        Sql.row(
            id,
            event.tenant(),
            event.organization(),
            event.environment().wireName(),
            event.type().wireName(),
            Payload.of(id, event.type(), now, event.data()),
            now,
            trace == null ? null : trace.parent(),
            trace == null ? null : trace.state()));
  }

  /** Whose it is. */
  public UUID tenant() {
    return tenant;
  }

  /** What its columns say. */
  public Object[] values() {
    return values.clone();
  }
}
