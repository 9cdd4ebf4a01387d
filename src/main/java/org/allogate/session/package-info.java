/**
 * Members sign in and out, see where they are signed in, choose and change their passwords.
 *
 * <p>Passwords are proven through Jakarta Security's IdentityStoreHandler and its
 * Pbkdf2PasswordHash, by a store of people: several tenants may know the same address, so it is
 * asked for one member at a time, by id. Hashes are computed outside of transactions, which would
 * hold a connection meanwhile; inside, the member's row is locked and must still have the password
 * that was proven. A failed sign-in takes an even time and has one body. Its attempt counts before
 * anything is computed: a limit after the hash would protect the password and not the processors.
 *
 * <p>Depends on people and the concerns. Left out: sign-in at an identity provider, which ends with
 * {@link org.allogate.session.SignIn}, second factors, and mail: links are shown to who made them.
 */
package org.allogate.session;
