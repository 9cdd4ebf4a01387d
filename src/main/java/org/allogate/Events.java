package org.allogate;

import org.allogate.apikeys.ApiKeyEvent;
import org.allogate.coupons.AppliedCouponEvent;
import org.allogate.coupons.CouponEvent;
import org.allogate.credits.CreditsLowEvent;
import org.allogate.customers.CustomerEvent;
import org.allogate.deliveries.DeliveryEvent;
import org.allogate.giftcards.GiftCardEvent;
import org.allogate.outbox.EventData;
import org.allogate.outbox.EventType;
import org.allogate.products.ProductEvent;
import org.allogate.storecredit.CreditEvent;
import org.allogate.vault.ProjectEvent;
import org.allogate.webhooks.WebhookDisabledEvent;
import org.allogate.webhooks.WebhookTestEvent;

/** What each type of event tells. */
public final class Events {
  private Events() {}

  /** The record of the data of a type. */
  public static Class<? extends EventData> dataOf(EventType type) {
    return switch (type) {
      case API_KEY_CREATED,
          API_KEY_UPDATED,
          API_KEY_ROTATED,
          API_KEY_RENEWED,
          API_KEY_EXPIRING,
          API_KEY_EXPIRED,
          API_KEY_REVOKED ->
          ApiKeyEvent.class;
      case PRODUCT_CREATED, PRODUCT_UPDATED -> ProductEvent.class;
      case PRODUCT_DELIVERY_REQUESTED -> DeliveryEvent.class;
      case CUSTOMER_UPDATED, CUSTOMER_BANNED, CUSTOMER_UNBANNED -> CustomerEvent.class;
      case CUSTOMER_CREDIT_CHANGED -> CreditEvent.class;
      case COUPON_CREATED, COUPON_UPDATED -> CouponEvent.class;
      case COUPON_APPLIED, COUPON_REVOKED -> AppliedCouponEvent.class;
      case GIFTCARD_GRANTED, GIFTCARD_UPDATED, GIFTCARD_DISABLED -> GiftCardEvent.class;
      case PROJECT_CREATED, PROJECT_UPDATED, PROJECT_ARCHIVED -> ProjectEvent.class;
      case CREDITS_LOW -> CreditsLowEvent.class;
      case WEBHOOK_ENDPOINT_DISABLED -> WebhookDisabledEvent.class;
      case WEBHOOK_ENDPOINT_TEST -> WebhookTestEvent.class;
    };
  }
}
