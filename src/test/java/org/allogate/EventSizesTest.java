package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.allogate.apikeys.ApiKeyEvent;
import org.allogate.apikeys.ApiKeyView;
import org.allogate.apikeys.RatePolicy;
import org.allogate.coupons.AppliedCouponEvent;
import org.allogate.coupons.AppliedCouponView;
import org.allogate.coupons.CouponEvent;
import org.allogate.coupons.CouponScope;
import org.allogate.coupons.CouponView;
import org.allogate.credits.CreditsLowEvent;
import org.allogate.customers.CustomerEvent;
import org.allogate.customers.CustomerView;
import org.allogate.deliveries.DeliveryEvent;
import org.allogate.deliveries.DeliveryStatus;
import org.allogate.deliveries.DeliveryView;
import org.allogate.giftcards.GiftCardEvent;
import org.allogate.giftcards.GiftCardView;
import org.allogate.json.Json;
import org.allogate.keys.KeyLevel;
import org.allogate.keys.KeyStatus;
import org.allogate.outbox.EventData;
import org.allogate.outbox.EventType;
import org.allogate.outbox.Payload;
import org.allogate.products.Discount;
import org.allogate.products.DiscountType;
import org.allogate.products.Permissions;
import org.allogate.products.ProductEvent;
import org.allogate.products.ProductView;
import org.allogate.products.ProfitShare;
import org.allogate.scopes.Scopes;
import org.allogate.storecredit.CreditEntryView;
import org.allogate.storecredit.CreditEvent;
import org.allogate.storecredit.CreditReason;
import org.allogate.surface.Environment;
import org.allogate.tenancy.Actor;
import org.allogate.vault.ProjectEvent;
import org.allogate.vault.ProjectStatus;
import org.allogate.vault.ProjectView;
import org.allogate.webhooks.EndpointView;
import org.allogate.webhooks.WebhookDisabledEvent;
import org.allogate.webhooks.WebhookTestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The largest object that the bodies of the API permit fits into an event. */
class EventSizesTest {
  // Four bytes of UTF-8 each.
  private static final String WIDE = "\ud83c\udfa9";
  // Six bytes of JSON each, where control characters are not refused.
  private static final String CONTROL = "\u0001";
  private static final UUID ID = new UUID(-1, -1);
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
  private static final String USERNAME = "a".repeat(64);
  private static final int MOST_DESCRIPTION = 4000;

  private static String wide(int length) {
    return WIDE.repeat(length);
  }

  private static EventData largest(Class<?> type) {
    return Stream.of(
            key(),
            product(wide(MOST_DESCRIPTION), 100),
            new DeliveryEvent(
                1,
                new DeliveryView(
                    ID, ID, ID, USERNAME, DeliveryStatus.DELIVERED, wide(500), END, END)),
            new CustomerEvent(1, new CustomerView(ID, USERNAME, 100, false, false, END)),
            new CreditEvent(
                1,
                ID,
                USERNAME,
                new CreditEntryView(
                    ID,
                    Long.MAX_VALUE,
                    CreditReason.GIFT_CARD,
                    ID,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    END)),
            new CouponEvent(1, new CouponView(ID, wide(40), ID, USERNAME, 100, 100, false)),
            new AppliedCouponEvent(1, new AppliedCouponView(ID, ID, CouponScope.PRODUCT, ID)),
            new GiftCardEvent(
                1,
                new GiftCardView(
                    ID, ID, USERNAME, Integer.MAX_VALUE, false, false, false, ID, END, END)),
            project(),
            new CreditsLowEvent(1, 20, Long.MIN_VALUE),
            new WebhookDisabledEvent(
                1,
                new EndpointView(
                    ID,
                    ID,
                    wide(2000),
                    wide(500),
                    Arrays.stream(EventType.values()).map(EventType::wireName).toList(),
                    Environment.LIVE,
                    false,
                    wide(500),
                    END)),
            new WebhookTestEvent(1, wide(1000)))
        .filter(type::isInstance)
        .findAny()
        .orElseThrow();
  }

  private static ApiKeyEvent key() {
    return new ApiKeyEvent(
        1,
        new ApiKeyView(
            ID,
            wide(128),
            wide(20),
            wide(20),
            KeyLevel.ORGANIZATION,
            ID,
            Environment.TEST,
            Scopes.ALL.names(),
            "enterprise",
            Collections.nCopies(4, new RatePolicy(1_000_000, 86_400)),
            Collections.nCopies(50, "1234:1234:1234:1234:1234:1234:1234:1234/128"),
            END,
            false,
            KeyStatus.REVOKED,
            END,
            Actor.member(ID, wide(128)),
            END,
            wide(45),
            END,
            CONTROL.repeat(500),
            ID,
            false,
            false));
  }

  private static ProductEvent product(String description, int shares) {
    return new ProductEvent(
        1,
        new ProductView(
            ID,
            wide(128),
            1_000_000_000,
            1_000_000_000,
            ID,
            false,
            false,
            false,
            wide(128),
            false,
            Integer.MAX_VALUE,
            new Permissions(false, false, false),
            new Discount(1_000_000_000, DiscountType.OVERRIDE, END, END),
            description,
            ID,
            Integer.MAX_VALUE,
            Collections.nCopies(shares, new ProfitShare(ID, 100))),
        false);
  }

  private static ProjectEvent project() {
    return new ProjectEvent(
        1,
        new ProjectView(
            ID,
            wide(255),
            wide(MOST_DESCRIPTION),
            wide(64),
            ProjectStatus.ARCHIVED,
            END,
            ID,
            ID,
            wide(64),
            wide(255),
            END));
  }

  private static byte[] body(EventType type, EventData data) {
    return Payload.of(ID, type, END, data);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void theLargestFits(EventType type) {
    assertThat(body(type, largest(Events.dataOf(type))).length)
        .isLessThanOrEqualTo(Payload.MAX_BYTES);
  }

  @Test
  void onlyAProductThatIsTooLongLosesItsDescription() throws IOException {
    for (int shares : List.of(0, 10, 100)) {
      for (String description : Arrays.asList(null, "", "A hat.", wide(MOST_DESCRIPTION))) {
        ProductEvent event = product(description, shares);
        JsonNode data = Json.mapper().readTree(body(EventType.PRODUCT_CREATED, event)).path("data");
        boolean whole = shares < 100 || description == null || description.length() < 10;
        assertThat(data.path("truncated").booleanValue()).isEqualTo(!whole);
        assertThat(data.at("/product/description").textValue())
            .isEqualTo(whole ? description : null);
        assertThat(data.at("/product/profitShares")).hasSize(shares);
      }
    }
  }

  @Test
  void everyRecordButAProductsFitsAsItIs() throws IOException {
    for (EventType type : EventType.values()) {
      EventData data = largest(Events.dataOf(type));
      if (!(data instanceof ProductEvent)) {
        assertThat(Json.mapper().writeValueAsBytes(data).length)
            .as(type.wireName())
            .isLessThanOrEqualTo(Payload.MAX_DATA_BYTES);
      }
    }
  }
}
