package org.allogate.giftcards;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a gift card. */
@Schema(name = "GiftCardEvent", description = "A gift card as it is after the event.")
public record GiftCardEvent(
    @Schema(description = EventData.VERSION) int version, GiftCardView giftCard)
    implements EventData {
  static GiftCardEvent of(GiftCardView giftCard) {
    return new GiftCardEvent(1, giftCard);
  }
}
