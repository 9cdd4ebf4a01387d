/**
 * Store credit that was paid for and waits for whom it was given.
 *
 * <p>{@code active} is what was stored, and only disabling ends it; a card past its end is still
 * active and tells so by {@code expiresAt}: otherwise a filter on it would need a job at every
 * card's end. Redeeming reads the owner without a lock, locks who redeems, then the card, and only
 * then decides: locks are taken in one order everywhere, customers first. A card that somebody else
 * redeemed stays its owner's, the ledger says to whom its credit went.
 *
 * <p>Depends on the concerns, on customers for owners and their lock, on storecredit for the
 * ledger. Left out: selling cards, restricted credit.
 */
package org.allogate.giftcards;
