/**
 * Calls addresses that strangers chose, without letting them reach what only this server can.
 *
 * <p>A name is looked up once a call, all its addresses are checked, and one of these is dialled:
 * checking the name beforehand, or the address after connecting, leaves room for a second answer of
 * its name server. The JDK's client cannot be told an address beside a name, hence another one, and
 * of it only connections: no redirects, retries, cookies, proxies, packed bodies. Lookups have
 * threads of their own, because nothing else can be waited for without one. An answer counts by its
 * status as soon as its head is there. There is no list of allowed names: what is public is.
 *
 * <p>Depends on surface. Left out: what is sent and when it is tried again.
 */
package org.allogate.egress;
