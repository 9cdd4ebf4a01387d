/**
 * The shelves of a store, and which products stand on them.
 *
 * <p>That a product stands on a shelf is a row of its own with both ids, not a collection of an
 * entity: a list of a shelf's products must be read by position, and a collection can only be read
 * whole.
 *
 * <p>Depends on no feature; products joins these rows by their JPQL name. Left out: the endpoints
 * of categories, which come with the writing API.
 */
package org.allogate.categories;
