/**
 * What happened and is to be told: events, written in the transaction of what caused them.
 *
 * <p>One row an event, whoever listens: whom it is for is found out afterwards, so that a change is
 * as fast with a thousand endpoints as with one. Most of what a row costs is its statement, so the
 * event of a charged write is in the row of the charge (credits takes it apart); others have one
 * without a second index, a page at whose end all writes meet. Where nobody listens no row is
 * written, which is remembered for a second: so long may a new endpoint miss what a node does that
 * was not told of it. The body is made here and kept to the byte, for it is signed. The data are
 * records of the features, each the object as the API shows it. A log of the database would tell of
 * rows, not of what happened.
 *
 * <p>Depends on access, redis and tenancy. Left out: endpoints (webhooks) and sending (dispatch).
 */
package org.allogate.outbox;
