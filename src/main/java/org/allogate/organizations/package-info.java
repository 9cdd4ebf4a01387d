/**
 * The organizations of a tenant: found them, describe them, set the policy of their keys, keep them
 * out and let them in again.
 *
 * <p>A change is a merge patch onto what the locked row says, not onto what the client last saw:
 * two who change different members both get their way. Who disables an organization has its keys
 * and members refused from the next request on, by telling the caches inside the transaction.
 * Letting keys be revealed is for owners in person, because a stolen key must not make others
 * readable; ending it wipes what was kept in the same commit.
 *
 * <p>Depends on tenancy for the rows and on keys by the name of an entity. Left out: removing an
 * organization, for its audit trail and sales outlive it.
 */
package org.allogate.organizations;
