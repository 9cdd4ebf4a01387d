/**
 * Codes that lower a price and give somebody a share, and which of them count for whom.
 *
 * <p>Applied coupons are rows keyed by customer and target, so that the database itself holds one
 * at most for each; the store as a whole is the target of sixteen zeros rather than null, which a
 * primary key cannot hold. Applying locks the coupon, too: what a client was told is inactive is
 * not applied afterwards. Deactivating takes nobody's coupon away; it counts for nothing until
 * then, and revoking stays possible. What gives way to another coupon is told by that one's event.
 * An owner is a resident whether or not the workspace knows them.
 *
 * <p>Depends on the concerns, on customers for the row that is locked and for usernames, on
 * products for whether there is one. Left out: what a coupon does to a price, which is for who
 * sells.
 */
package org.allogate.coupons;
