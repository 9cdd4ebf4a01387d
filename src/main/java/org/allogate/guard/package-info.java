/**
 * The guard as a whole, for our own application and for those of others in their own WAR.
 *
 * <p>Their WAR carries the artifact {@code classes}: the concerns, the foundations and the schema,
 * with a beans.xml, an error page and a persistence unit of what is in it (src/main/guard). No
 * feature is in there, instead of all of them and a switch: what is not there answers nothing,
 * starts no timer and loads no demo. Their server brings {@code jdbc/allogate} and our settings.
 *
 * <p>Such a WAR is a node: it migrates behind Flyway's lock, and shares limits and hears of changes
 * by the same setting as ours. Scopes are a closed list; capabilities have their names.
 *
 * <p>Depends on access, conditional, credits, idempotency, input, json, problem and usage. Left
 * out: signing in; the end of keys and their renewal.
 */
package org.allogate.guard;
