/**
 * What faithful customers get: tiers by lifetime spend.
 *
 * <p>The list is a bare array without pages, as the quickstart shows it: a store has a handful of
 * tiers.
 *
 * <p>Depends on the concerns alone. Left out: what customers have spent, and whether a tier applies
 * to a sale.
 */
package org.allogate.loyalty;
