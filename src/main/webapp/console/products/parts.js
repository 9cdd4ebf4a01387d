// What pages that show products have in common.

import { html } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/products.js';
import { addTexts, number, plural, t, time } from '../texts.js';

addTexts('products', texts);

const TYPES = ['percent', 'flat', 'override'];

export function money(amount) {
  return t('products.money', { amount: number(amount) });
}

/** What a product costs at a time: as the API reckons, for lines of an export, which do not say it. */
export function activePrice({ price, discount }, now = Date.now()) {
  if (!discount || now < Date.parse(discount.startDate) || now >= Date.parse(discount.endDate)) {
    return price;
  }
  switch (discount.type) {
    case 0:
      return price - Math.floor((price * discount.value) / 100);
    case 1:
      return Math.max(0, price - discount.value);
    default:
      return discount.value;
  }
}

/** What it costs now, and what it costs otherwise. */
export function priceOf(product) {
  const now = product.activePrice === undefined ? activePrice(product) : product.activePrice;
  return now === product.price ? money(now)
    : html`<strong>${money(now)}</strong> <span class="sr">${t('products.insteadOf')}</span> <s class="quiet">${money(product.price)}</s>`;
}

export function discountOf({ discount }, now = Date.now()) {
  if (!discount) {
    return html`<span class="quiet">${t('products.noDiscount')}</span>`;
  }
  const what = t(`products.discounts.${TYPES[discount.type]}`, { value: number(discount.value) });
  const begins = now < Date.parse(discount.startDate);
  const over = now >= Date.parse(discount.endDate);
  const when = begins ? t('products.discountFrom', { time: time(discount.startDate) })
    : t(over ? 'products.discountOver' : 'products.discountUntil', { time: time(discount.endDate) });
  return html`<span>${what}<br><small>${when}</small></span>`;
}

export function stockOf({ limited, availableAmount }) {
  if (!limited) {
    return html`<span class="quiet">${t('products.unlimited')}</span>`;
  }
  return availableAmount === 0 ? badge(t('products.soldOut'), 'bad') : plural('products.left', availableAmount);
}

export function statusOf({ active }) {
  return badge(t(active ? 'products.active' : 'products.inactive'), active ? 'good' : 'warn');
}

/** The columns of a table of products. */
export function columns(more = null) {
  return [
    { label: t('products.name'), cell: (product) => html`<a href="#/products/${product.id}">${product.name}</a>` },
    { label: t('products.price'), cell: (product) => html`<span>${priceOf(product)}</span>`, kind: 'number' },
    { label: t('products.discount'), cell: (product) => discountOf(product) },
    { label: t('products.stock'), cell: stockOf },
    { label: t('products.status'), cell: statusOf },
    ...(more ? [more] : []),
  ];
}

/** A choice of yes, no and either, for filters. */
export function either(name, label, value) {
  return html`<label>${label}
    <select name=${name} @change=${(event) => event.target.form.requestSubmit()}>
      ${[['', t('products.anywhere')], ['true', t('shell.yes')], ['false', t('shell.no')]].map(([it, text]) => html`<option
        value=${it} ?selected=${it === value}>${text}</option>`)}
    </select></label>`;
}

/** Passes over that a page which was left has stopped what it read. */
export function unlessLeft(failure) {
  if (failure.name !== 'AbortError') {
    throw failure;
  }
}
