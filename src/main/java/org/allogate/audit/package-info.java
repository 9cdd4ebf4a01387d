/**
 * Who did what: one chain of hashes a tenant, written in the transaction of the deed.
 *
 * <p>The hash is a plain SHA-256, so that an owner who exported the trail can check it without us;
 * what keeps somebody who can write to the database from making a whole new chain is the seal over
 * its end, under the server's secret. The end's row is the lock under which events are appended:
 * changes of one tenant wait for one another at their very end, which changes of this kind can
 * afford, and a number without gaps shows what is missing. The changes are text, because what was
 * hashed must be kept to the byte.
 *
 * <p>Depends on access, tenancy and the other concerns. Left out: the requests of keys; a whole
 * database taken back to an older state, which only an export can show.
 */
package org.allogate.audit;
