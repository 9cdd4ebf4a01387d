/**
 * Sends events: who is told (fan-out), what is due (claims), what came of it (outcomes).
 *
 * <p>Any number of nodes share the work without a leader, by rows that are locked where nobody else
 * holds them. A claim is a lease: it ends by itself when its node dies, and so nothing is lost and
 * only what was under way is sent twice. No transaction and no connection is held during a call.
 * Work is looked for by endpoint (its lane) and not by delivery, so that a million that wait for
 * one endpoint neither slow the look nor starve others; a lane without a free slot is looked at
 * again when one is free, instead of at every look. Slots are counted in memory, by node: a count
 * in the database would be one more row that everybody locks.
 *
 * <p>Depends on credits, outbox, webhooks and egress. Left out: the log for owners (webhooklog).
 */
package org.allogate.dispatch;
