/**
 * Where events are sent: endpoints, their secrets, and what they want to be told.
 *
 * <p>Depends on outbox. Left out: sending (dispatch) and what came of it (webhooklog).
 */
package org.allogate.webhooks;
