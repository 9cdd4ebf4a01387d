/**
 * The projects of the vault API.
 *
 * <p>Archiving is an operation of its own and no member of a body: it ends every change of a
 * project, so that a patch must not do it in passing; there is no way back, and asked for twice it
 * changes nothing. A patch that changes nothing leaves {@code updated_at}, or each retry of a
 * client without an Idempotency-Key would move it. The owner is the member who made it, or the
 * service account behind the key and not the key, which is rotated.
 *
 * <p>Depends on the concerns. Left out: what a project holds.
 */
package org.allogate.vault;
