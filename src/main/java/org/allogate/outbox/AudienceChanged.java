package org.allogate.outbox;

/**
 * Fired in a transaction after which an endpoint listens to more than before. All nodes tell it
 * whatever is committed from then on; one that is not told of it does within a second.
 */
public record AudienceChanged() {}
