/**
 * The contract document, completed while the build writes it.
 *
 * <p>Scopes, costs, paging, ids in paths, addresses of what was made and possible problems are
 * derived from the code, webhooks from the records that are sent, instead of being annotated a
 * second time on every method: what is typed twice differs one day. The document is written by the
 * build and served as it is checked in, rather than scanned again by the server, so that what a
 * reviewer read is what a client gets, and the start is shorter.
 *
 * <p>It looks at the application as a whole, so it may know everything and nothing may know it. It
 * runs in the build only.
 */
package org.allogate.contract;
