/**
 * Products on their way to residents.
 *
 * <p>A delivery is asked for here and made in-world: the server there says how it ended, because
 * nobody else knows, and until then it is pending. A limited product gives up its piece when the
 * delivery is asked for, under the product's row lock, and not when it has arrived: what waits is
 * promised. The delivery keeps whether it took a piece, so that a failed one gives back what it
 * took, and nothing where the product was not limited yet. What deliveries take of a product's
 * stock is told by the request for one, not as a change of the product: nobody described it anew.
 *
 * <p>Depends on customers and products, by id. Left out: lists of deliveries, and trying again.
 */
package org.allogate.deliveries;
