/**
 * API keys: their text, how it is proven, and what is known of a proven one.
 *
 * <p>A key is signed, not only looked up: a forged or mistyped one is refused without touching the
 * database, and the signature serves as the checksum that secret scanners want. The text is
 * compared as text, so that Base64's second spellings are no second keys. The database keeps
 * SHA-256 of a key and no slow hash: 128 random bits need no stretching, and every request pays for
 * it. Records are remembered for five seconds, unless a node tells that they have changed.
 *
 * <p>Depends on secrets, scopes, ratelimit, memory, redis, input, tenancy and surface. Left out:
 * who may make keys, and their endpoints.
 */
package org.allogate.keys;
