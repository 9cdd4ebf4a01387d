package org.allogate.giftcards;

import org.allogate.customers.Customer;

/** A card and whose it is. */
record OwnedGiftCard(GiftCard card, Customer owner) {
  GiftCardView view() {
    return card.view(owner);
  }
}
