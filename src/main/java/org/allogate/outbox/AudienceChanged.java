package org.allogate.outbox;

/**
 * Fired in a transaction after which an endpoint listens to more than before. This node tells it
 * whatever is committed from then on, others within a second.
 */
public record AudienceChanged() {}
