/**
 * The server's secrets, and keyed tags for whatever must be recognized as our own.
 *
 * <p>Each purpose gets a key derived from the secret, so that a tag made for a cursor can never
 * pass as a key's signature. Several secrets are active at once, each with an id that its tags'
 * owners carry: a secret is replaced without making anything new. Ids and not trial: with trial, a
 * forged tag would cost one computation for every secret.
 *
 * <p>Depends on nothing of Allogate. Left out: what is signed, and keeping the secrets safe at
 * rest.
 */
package org.allogate.secrets;
