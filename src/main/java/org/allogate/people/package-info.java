/**
 * The people of a tenant and their sessions, as the guard knows them.
 *
 * <p>A session is a row, found by the hash of a random token in a cookie: it survives the loss of
 * any node, ends everywhere at once when its row goes, and is read with its member at every
 * request, so that a disabled member is out at the next one. A signed cookie could not be ended
 * before its time, and the container's sessions in a JCache would be one more store to lose. The
 * token carries a tag of ours, so that made-up ones never reach the database. What stands against
 * forged requests is derived from the session instead of stored.
 *
 * <p>Depends on input, retry, scopes, secrets, ratelimit, surface and tenancy. Left out: sign-in,
 * and who may change members, see session and members.
 */
package org.allogate.people;
