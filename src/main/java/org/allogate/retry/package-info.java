/**
 * Runs a transaction again that the database ended in favour of another.
 *
 * <p>An annotation beside {@code @Transactional} instead of a loop in every resource; the
 * interceptor stands around the transaction, so that each try has one of its own and a commit that
 * Galera refuses is tried again, too. Changes take their locks in one order (owner, then rows, then
 * the end of the audit chain), so this is for what remains: locks that the database takes on gaps
 * and parents by itself. What runs beside requests, on every node and without a leader, is listed
 * in <a href="doc-files/background.md">background.md</a>.
 *
 * <p>Depends on nothing of Allogate. Left out: failures of connections, after which nobody knows
 * what was done.
 */
package org.allogate.retry;
