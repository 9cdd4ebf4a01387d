/**
 * The shelves of a store, and which products stand on them.
 *
 * <p>That a product stands on a shelf is a row of its own with both ids, not a collection of an
 * entity: a list of a shelf's products must be read by position, and a collection can only be read
 * whole. How many there are is counted in the category's row, under its lock, because a COUNT reads
 * what it counts. Putting a product in or out takes no If-Match: its address is no object that a
 * GET shows.
 *
 * <p>Depends on products, which joins these rows by their JPQL name. Left out: shelves within
 * shelves, and an order of products other than that of creation.
 */
package org.allogate.categories;
