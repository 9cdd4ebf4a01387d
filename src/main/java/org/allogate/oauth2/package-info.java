/**
 * The endpoints at which a key gets, revokes and examines access tokens, and what describes them.
 *
 * <p>The key is the client secret and its id the client id, so that there is no second kind of
 * credential to keep. A request costs a unit of the key's rate limit and no credits, at
 * introspection too: what costs nothing is tried without end. Failed clients count by address apart
 * from the guard's, so that one broken client shuts nobody out of the API. A token of another
 * client is as unknown at introspection as one that was never made, unless the key may verify keys
 * and reaches it. Nothing here is a change of management: the audit trail has no tokens.
 *
 * <p>Depends on access, tokens, keys, ratelimit and problem. Left out: other grants, and clients
 * that are no keys.
 */
package org.allogate.oauth2;
