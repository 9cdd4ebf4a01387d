/**
 * What a store sells, at the price of the moment.
 *
 * <p>The active price is computed when it is shown, not stored: a stored one would need a job at
 * the start and end of every discount. Filters are added to the query one by one instead of by one
 * query with {@code or :x is null}, which no index serves.
 *
 * <p>Depends on the concerns, and on categories by the name of an entity in one query, not in code.
 * Left out: deliveries and imports of many products, which have packages of their own.
 */
package org.allogate.products;
