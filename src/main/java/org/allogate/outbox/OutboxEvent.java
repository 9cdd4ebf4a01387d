package org.allogate.outbox;

import java.util.UUID;
import org.allogate.surface.Environment;
import org.allogate.trace.Trace;

/**
 * Something that happened.
 *
 * @param organization null for what is about the whole tenant
 * @param trace of the request that caused it; null where none did
 */
public record OutboxEvent(
    EventType type,
    UUID tenant,
    UUID organization,
    Environment environment,
    EventData data,
    Trace trace) {
  /** What happened by itself. */
  public OutboxEvent(
      EventType type, UUID tenant, UUID organization, Environment environment, EventData data) {
    this(type, tenant, organization, environment, data, null);
  }

  /** The same, caused by a request; null for none. */
  public OutboxEvent of(Trace cause) {
    return new OutboxEvent(type, tenant, organization, environment, data, cause);
  }
}
