/**
 * What faithful customers get: tiers by lifetime spend.
 *
 * <p>The list is a bare array without pages, as the quickstart shows it: a store has a handful of
 * tiers. It is one object of the API, read and replaced as a whole and with one entity tag: rules
 * between tiers hold for what a body says, not for one tier beside others that a client may not
 * know of. The workspace's row is its lock, for there may be no tier to lock.
 *
 * <p>Depends on the concerns, and on tenancy for that lock. Left out: what customers have spent,
 * and whether a tier applies to a sale.
 */
package org.allogate.loyalty;
