package org.allogate.outbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Everything that is told by webhook. */
public enum EventType {
  API_KEY_CREATED("api_key.created", "A key was made."),
  API_KEY_UPDATED(
      "api_key.updated",
      "Name, scopes, limits or expiry of a key were changed, or its rotation was extended or aborted."),
  API_KEY_ROTATED("api_key.rotated", "A key got a successor, and runs out or is over."),
  API_KEY_RENEWED(
      "api_key.renewed", "A key that is in use near its end got a successor by itself."),
  API_KEY_EXPIRING("api_key.expiring", "A key ends in 30, 7 or 1 day."),
  API_KEY_EXPIRED("api_key.expired", "A key came to its end."),
  API_KEY_REVOKED("api_key.revoked", "A key was revoked."),
  PRODUCT_CREATED("product.created", "A product was made."),
  PRODUCT_UPDATED(
      "product.updated",
      "A product was described anew. What deliveries take of its stock they tell themselves."),
  PRODUCT_DELIVERY_REQUESTED(
      "product.delivery.requested", "A product is to be delivered to a customer."),
  CUSTOMER_UPDATED("customer.updated", "A customer was met or changed."),
  CUSTOMER_BANNED("customer.banned", "A customer was banned."),
  CUSTOMER_UNBANNED("customer.unbanned", "A ban was lifted."),
  CUSTOMER_CREDIT_CHANGED(
      "customer.credit.changed", "Store credit of a customer was added or taken."),
  COUPON_CREATED("coupon.created", "A coupon was made."),
  COUPON_UPDATED("coupon.updated", "A coupon was changed."),
  COUPON_APPLIED(
      "coupon.applied", "A coupon counts for a customer, instead of the one that counted there."),
  COUPON_REVOKED("coupon.revoked", "A coupon counts for a customer no more."),
  GIFTCARD_GRANTED("giftcard.granted", "A gift card was made for a customer."),
  GIFTCARD_UPDATED("giftcard.updated", "A gift card was changed or redeemed."),
  GIFTCARD_DISABLED("giftcard.disabled", "A gift card was disabled."),
  PROJECT_CREATED("project.created", "A project was made."),
  PROJECT_UPDATED("project.updated", "A project was changed."),
  PROJECT_ARCHIVED("project.archived", "A project was archived."),
  CREDITS_LOW("credits.low", "20 %, 5 % or nothing is left of the tenant's credits."),
  WEBHOOK_ENDPOINT_DISABLED(
      "webhook_endpoint.disabled",
      "Another endpoint failed for five days or answered 410, and is sent nothing more."),
  WEBHOOK_ENDPOINT_TEST(
      "webhook_endpoint.test", "Nothing happened: somebody tries the endpoint out.");

  private final String wireName;
  private final String description;

  EventType(String wireName, String description) {
    this.wireName = wireName;
    this.description = description;
  }

  /** The name in payloads, endpoints and documents, for instance {@code product.created}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** What it tells, in a sentence. */
  public String description() {
    return description;
  }

  /**
   * Whether it concerns every organization of the tenant: what all of them pay with. Other events
   * of a whole tenant are for endpoints of the whole tenant only.
   */
  public boolean concernsEveryone() {
    return this == CREDITS_LOW;
  }

  /** Whether somebody asks for it by name; a test is sent to the endpoint that is tried out. */
  public boolean subscribable() {
    return this != WEBHOOK_ENDPOINT_TEST;
  }

  /** The type of a name, ignoring nothing. */
  public static Optional<EventType> byName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findAny();
  }
}
