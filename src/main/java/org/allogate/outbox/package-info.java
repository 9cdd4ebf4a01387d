/**
 * What happened and is to be told: events, written in the transaction of what caused them.
 *
 * <p>One row an event, whoever listens: whom it is for is found out afterwards, so that a change is
 * as fast with a thousand endpoints as with one. The row has one index and goes once it is told: a
 * second index is a page more at whose end all writes meet. Where nobody listens no row is written,
 * by the statement that would have written it, and that is remembered for a second, which is how
 * long a new endpoint may miss what a node does that was not told of it. The body is made here and
 * kept to the byte, for it is signed. The data are records of the features, each the object as the
 * API shows it. A log of the database instead would tell of rows, not of what happened.
 *
 * <p>Depends on access, redis and tenancy. Left out: endpoints (webhooks) and sending (dispatch).
 */
package org.allogate.outbox;
