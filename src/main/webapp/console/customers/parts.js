// What pages that name customers have in common.

import { html } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/customers.js';
import { addTexts, t } from '../texts.js';

addTexts('customers', texts);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text) {
  return UUID.test(text);
}

export function nameOf(customer) {
  return customer.username || customer.uuid;
}

/** A link to a customer, by the name that there is. */
export function customerLink(uuid, username) {
  return html`<a href="#/customers/${uuid}">${username || uuid}</a>`;
}

export function statusOf({ banned }) {
  return badge(t(banned ? 'customers.banned' : 'customers.welcome'), banned ? 'bad' : 'good');
}

/** A form that asks for one word and goes to what it names. */
export function lookup(label, legend, open, field = 'identifier') {
  return html`<search aria-label=${legend}><form class="bar" @submit=${(event) => {
    event.preventDefault();
    open(String(new FormData(event.target).get(field)).trim());
  }}>
    <label class="wide">${label}<input name=${field} required maxlength="64" autocomplete="off" spellcheck="false"></label>
    <button type="submit" class="secondary">${t('customers.open')}</button>
  </form></search>`;
}
