package org.allogate.apikeys;

import java.util.List;
import org.allogate.audit.AuditEntry;
import org.allogate.outbox.OutboxEvent;

/**
 * Something done to a key, for the trail and for those who listen.
 *
 * @param events none where nothing of the key is another than before
 */
record KeyDeed(AuditEntry entry, List<OutboxEvent> events) {}
