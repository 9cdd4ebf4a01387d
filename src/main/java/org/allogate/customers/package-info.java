/**
 * The residents that a workspace knows.
 *
 * <p>The row of a customer is the lock of everything that belongs to them: credit, coupons, gift
 * cards. Clients name a resident by avatar or by username, which can change; rows point to the
 * customer's own id, a UUIDv7 and so the order of meeting.
 *
 * <p>The list follows the spend where it is filtered by it, so that each page is one index range;
 * in the order of meeting it would read everybody who spent less on its way.
 *
 * <p>Depends on the concerns. Left out: what hangs on a customer, which has packages of its own.
 */
package org.allogate.customers;
