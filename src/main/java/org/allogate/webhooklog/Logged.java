package org.allogate.webhooklog;

/**
 * A delivery and one of its tries, as one statement found them: what came of a try is never shown
 * without what that did to its delivery.
 *
 * @param attempt null where none has ended
 */
record Logged(WebhookDelivery delivery, WebhookAttempt attempt) {}
