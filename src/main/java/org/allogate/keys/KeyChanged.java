package org.allogate.keys;

import java.util.UUID;

/**
 * Fired inside a transaction that changes what the guard knows of a key; whoever keeps such
 * knowledge observes it {@code AFTER_COMPLETION}. The answer to the change is sent after that.
 */
public record KeyChanged(UUID key) {}
