/**
 * Where events are sent: endpoints, their secrets, and what they want to be told.
 *
 * <p>An endpoint is of an organization, or of a tenant and so of all its organizations; of one
 * environment, in which a key has its own and a member both. Its URL is checked here so that its
 * owner learns of a wrong one, and again at each call, which is what protects us. Secrets are
 * sealed, not hashed: we sign with them. How many there are is counted under the lock of their
 * owner's row, which is exact. An answer with a secret has no entity tag, for nothing shows the
 * same again.
 *
 * <p>Depends on egress, outbox, audit and the other concerns. Left out: sending (dispatch) and what
 * came of it (webhooklog).
 */
package org.allogate.webhooks;
