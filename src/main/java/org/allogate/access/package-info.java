/**
 * The guard: who a request comes from, whether it may, and what it costs.
 *
 * <p>It runs after matching, not before: an unknown path or method is answered without touching a
 * counter. Resources declare their scopes by annotation instead of in a table of paths, which
 * drifts; silence stops the deployment, because open by default is how guards fail. Refusals of
 * unproven keys wait for an even time; comparing in constant time alone would still show which ones
 * reached the database. A key that is sent counts before a cookie, which the browser sends unasked,
 * and no session answers what is about a key itself. Forwarded addresses count only as far as
 * trusted proxies vouch for them, and none is trusted unless a setting says so: a default of
 * loopback would let any local process name its address.
 *
 * <p>Depends on keys, tokens, tenancy and the other concerns, never on a feature. Left out: sign-in
 * of people, credits, how tokens are made.
 */
package org.allogate.access;
