package org.allogate.webhooklog;

/**
 * A delivery and its last attempt.
 *
 * @param last null before the first one ended
 */
public record LoggedDelivery(WebhookDelivery delivery, WebhookAttempt last) {
  DeliveryView view() {
    return DeliveryView.of(delivery, last == null ? null : last.view());
  }
}
