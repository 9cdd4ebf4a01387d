/**
 * What tenants pay with: calls of live keys cost credits when they succeed.
 *
 * <p>A node leases blocks from the tenant's row and uses them in memory, so that no request waits
 * for a row that all of a tenant's calls would meet at; each second it writes down what was used. A
 * write is charged by a row in its own transaction, which is its event's, too: exact at once, and
 * hot for nobody. A counter in the tenant's row would be exact, too, and one call at a time.
 * Flushes are numbered in the node's row, so that one whose commit was not heard of is neither lost
 * nor done twice. What a crash loses is at most a second's reads, in the tenant's favour; other
 * nodes take leases back after a minute's silence. At every commit ledger, balance and leases
 * agree.
 *
 * <p>Depends on access, audit, idempotency, outbox, redis and tenancy. Left out: who is granted
 * credits, and why.
 */
package org.allogate.credits;
