/**
 * Says to services that are guarded elsewhere whether a key or a token may pass: to the service
 * itself by a call, to the proxy in front of it by the status.
 *
 * <p>Both ask what the guard asks and charge what it charges, so that a key has one limit and one
 * balance wherever it is used. Verifying answers 200 whatever comes out: a refused key is an answer
 * for the service, not a failure of its call. What a proxy wants to know stands in the address that
 * its operator wrote: its clients' own headers and queries would let them name their price. Envoy
 * takes only 200 for a yes and appends its client's path, hence the second address.
 *
 * <p>Depends on access and the other concerns. Left out: what the key is used for.
 */
package org.allogate.verify;
