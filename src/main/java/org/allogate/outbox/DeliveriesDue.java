package org.allogate.outbox;

/**
 * Fired in a transaction after which there is something to send. To be observed {@code
 * AFTER_SUCCESS}; nodes that do not hear of it look once a second.
 */
public record DeliveriesDue() {}
