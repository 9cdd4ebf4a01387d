// What pages that show gift cards have in common.

import { html } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import { table } from '../parts/table.js';
import { money } from '../products/parts.js';
import texts from '../texts/en/giftcards.js';
import { addTexts, day, t } from '../texts.js';

addTexts('giftcards', texts);

const KINDS = { waiting: 'good', redeemed: 'plain', disabled: 'bad', expired: 'warn' };
const LETTERS = 8;

/** What has become of a card. */
export function state({ active, redeemed, expiresAt }, now = Date.now()) {
  if (redeemed) {
    return 'redeemed';
  }
  if (!active) {
    return 'disabled';
  }
  return expiresAt && Date.parse(expiresAt) <= now ? 'expired' : 'waiting';
}

export function stateOf(card) {
  const name = state(card);
  return badge(t(`giftcards.statuses.${name}`), KINDS[name]);
}

export function cardsTable(rows) {
  return table({
    caption: t('giftcards.caption'),
    rows,
    columns: [
      // The end of an id tells cards of one day apart, its beginning does not.
      { label: t('giftcards.card'), cell: ({ id }) => html`<a href="#/giftcards/${id}">…${id.slice(-LETTERS)}</a>` },
      { label: t('giftcards.credit'), cell: ({ credit }) => money(credit), kind: 'number' },
      { label: t('giftcards.purchased'), cell: ({ purchased }) => day(purchased) },
      { label: t('giftcards.expires'), cell: ({ expiresAt }) => (expiresAt ? day(expiresAt) : t('shell.never')) },
      { label: t('giftcards.status'), cell: stateOf },
    ],
  });
}
