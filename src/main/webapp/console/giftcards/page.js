// The gift cards of a customer. The API knows no list of all of them.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { Dialog } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { lookup } from '../customers/parts.js';
import { either } from '../products/parts.js';
import { t } from '../texts.js';
import { grant } from './dialogs.js';
import { cardsTable } from './parts.js';

export default class GiftCardsPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '', { filters: ['active', 'redeemed'] });
    this.dialog = new Dialog(() => this.update());
  }

  get title() {
    return t('giftcards.title');
  }

  get customer() {
    return this.route.query.get('customer') || '';
  }

  async load() {
    this.list.rows = [];
    this.list.cursors = {};
    this.unknown = null;
    if (!this.customer) {
      return;
    }
    this.list.path = `/v1/customers/${encodeURIComponent(this.customer)}/giftcards`;
    try {
      await this.list.load();
    } catch (problem) {
      if (!(problem instanceof Problem) || !['not_found', 'invalid_identifier'].includes(problem.code)) {
        throw problem;
      }
      this.unknown = problem.code === 'not_found' ? t('giftcards.unknown') : problem.detail;
    }
  }

  view() {
    return html`<div class="bar"><p class="lead">${t('giftcards.lead')}</p>
        ${this.app.can('giftcards:write') ? html`<button type="button" class="end"
          @click=${() => grant(this, this.dialog, null, (card) => this.app.go(`giftcards/${card.id}`))}>
          ${t('giftcards.grant')}</button>` : nothing}
      </div>
      <div class="columns">${this.ofCustomer()}
        ${lookup(t('giftcards.id'), t('giftcards.byId'), (id) => this.app.go(`giftcards/${encodeURIComponent(id)}`), 'id')}</div>
      ${this.customer && !this.unknown ? this.filters() : nothing}
      ${this.content()}
      ${this.list.pager()}
      ${this.dialog.view()}`;
  }

  ofCustomer() {
    return html`<search aria-label=${t('giftcards.byCustomer')}><form class="bar" @submit=${(event) => {
      event.preventDefault();
      this.app.query({ customer: new FormData(event.target).get('customer').trim(), cursor: null });
    }}>
      <div class="field wide"><label for="giftcards-customer">${t('giftcards.customer')}</label>
        <input id="giftcards-customer" name="customer" required maxlength="64" autocomplete="off" spellcheck="false"
          .value=${this.customer} placeholder=${t('giftcards.customerHelp')}
          aria-invalid=${this.unknown ? 'true' : nothing} aria-describedby=${this.unknown ? 'giftcards-customer-error' : nothing}>
        ${this.unknown ? html`<small class="error" id="giftcards-customer-error">${this.unknown}</small>` : nothing}</div>
      <button type="submit" class="secondary">${t('giftcards.show')}</button>
    </form></search>`;
  }

  filters() {
    const { list } = this;
    return html`<search aria-label=${t('customers.filters')}><form class="bar" @submit=${list.submitted}>
      ${either('active', t('giftcards.filterActive'), list.filter('active'))}
      ${either('redeemed', t('giftcards.filterRedeemed'), list.filter('redeemed'))}
    </form></search>`;
  }

  content() {
    const { list } = this;
    if (!this.customer) {
      return empty({ title: t('giftcards.chooseTitle'), text: t('giftcards.choose') });
    }
    if (this.unknown) {
      return nothing;
    }
    return list.rows.length ? cardsTable(list.rows)
      : list.filtered ? list.noMatch() : empty({ title: t('giftcards.noneTitle'), text: t('giftcards.none') });
  }
}
