/**
 * Access tokens: JWTs of RFC 9068 that stand for a key for a while, and the keys that sign them.
 *
 * <p>A token is what its key is: whoever checks one looks at the key's record, too, so that a
 * revoked key has no tokens. ES256 and no symmetric algorithm: others verify by the published keys
 * and can sign nothing. Signing keys are rows, sealed, and made under the lock of one row; a leader
 * among nodes would be one more thing to fail. A header may say nothing but the algorithm, the type
 * and one of our keys' ids: what would lead to another key is refused, not ignored. The issuer is a
 * setting and never what a request names as its host.
 *
 * <p>Depends on keys, scopes, secrets, memory, redis, input and surface. Left out: the endpoints,
 * and the guard.
 */
package org.allogate.tokens;
