/**
 * Who the people of a tenant are and what they may do, for those who look after them.
 *
 * <p>Nobody makes, changes or invites somebody who holds more than they do: an invitation's link is
 * as good as the member. Owners of the whole tenant are the business of such owners in person,
 * since a key that strays must not change hands for good; and no key of the test environment
 * changes people, who are at home in both. The row of the tenant or organization is the lock under
 * which the last owner stays one. Members are disabled, never removed: what was written down names
 * them.
 *
 * <p>The first owner comes from the settings or by a link in the log, under a lock of its own, as
 * there is no row to lock yet. Depends on people and the concerns. Left out: mail.
 */
package org.allogate.members;
