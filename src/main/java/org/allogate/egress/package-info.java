/**
 * Calls addresses that strangers chose, without letting them reach what only this server can.
 *
 * <p>Depends on surface. Left out: what is sent and when it is tried again.
 */
package org.allogate.egress;
