package org.allogate.outbox;

import java.util.UUID;
import org.allogate.surface.Environment;

/**
 * Something that happened.
 *
 * @param organization null for what is about the whole tenant
 */
public record OutboxEvent(
    EventType type, UUID tenant, UUID organization, Environment environment, EventData data) {}
