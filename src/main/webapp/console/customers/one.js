// One customer: who it is, what it has, and what it may.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { Dialog } from '../parts/dialog.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { Version } from '../parts/version.js';
import { grant } from '../giftcards/dialogs.js';
import { cardsTable } from '../giftcards/parts.js';
import { money } from '../products/parts.js';
import { t, time } from '../texts.js';
import { couponTarget } from './applied.js';
import { StoreCredit } from './credit.js';
import { ban, edit, rename } from './dialogs.js';
import { nameOf, statusOf } from './parts.js';

const SOME_CARDS = 10;

export default class CustomerPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.path = `/v1/customers/${encodeURIComponent(route.words[1])}`;
    this.version = new Version(this.api, this.path);
    this.dialog = new Dialog(() => this.update());
    this.credit = app.can('credits:read') ? new StoreCredit(this, this.dialog, this.path) : null;
    this.cards = [];
  }

  get title() {
    return this.customer ? nameOf(this.customer) : t('customers.name');
  }

  get customer() {
    return this.version.value;
  }

  async load() {
    await Promise.all([this.version.load(), this.loadSpend(), this.loadCards(), this.credit && this.credit.load()]);
  }

  async loadSpend() {
    this.spend = await this.api.get(`${this.path}/spend`);
  }

  async loadCards() {
    if (this.app.can('giftcards:read')) {
      this.cards = (await this.api.get(`${this.path}/giftcards`, { query: { limit: SOME_CARDS } })).data;
    }
  }

  again = async () => {
    await this.app.run(() => this.load());
    this.update();
  };

  view() {
    return html`${this.facts()}${this.buttons()}
      ${this.credit ? this.credit.view() : nothing}
      ${this.couponsView()}${this.cardsView()}
      ${this.dialog.view()}`;
  }

  facts() {
    const { customer } = this;
    return facts([
      [t('customers.status'), statusOf(customer)],
      [t('customers.username'), customer.username || t('customers.unnamed')],
      [t('customers.avatar'), html`<code>${customer.uuid}</code> ${copyButton(this.app, customer.uuid, t('customers.avatar'))}`],
      [t('customers.spent'), money(this.spend.sum)],
      [t('customers.discount'), t('customers.percent', { percent: customer.discount })],
      [t('customers.news'), t(customer.newsSubscriber ? 'shell.yes' : 'shell.no')],
      [t('customers.firstSeen'), time(customer.firstSeen)],
    ]);
  }

  buttons() {
    if (!this.app.can('customers:write')) {
      return html`<p class="quiet">${t('shell.viewOnly')}</p>`;
    }
    const { dialog, version, customer } = this;
    const deed = customer.banned ? 'unban' : 'ban';
    return html`<div class="buttons">
      <button type="button" @click=${() => edit(this, dialog, version, () => this.update())}>${t('shell.edit')}</button>
      <button type="button" class="secondary"
        @click=${() => rename(this, dialog, version, () => this.renamed())}>${t('customers.edit.rename')}</button>
      <button type="button" class="secondary"
        @click=${() => ban(this, dialog, customer, deed, this.again)}>${t(`customers.${deed}.button`)}</button>
    </div>`;
  }

  // An address with the old username leads nowhere now.
  renamed() {
    this.app.go(`customers/${this.customer.uuid}`);
    this.update();
  }

  couponsView() {
    if (!this.app.can('coupons:apply')) {
      return nothing;
    }
    const button = (deed) => html`<button type="button" class="secondary"
      @click=${() => this.app.run(() => couponTarget(this, this.dialog, this.customer, deed))}>${t(`customers.coupons.${deed}`)}</button>`;
    return html`<section class="then"><h2>${t('customers.coupons.title')}</h2>
      <p>${t('customers.coupons.text')}</p>
      <div class="buttons">${button('apply')}${button('revoke')}</div></section>`;
  }

  cardsView() {
    if (!this.app.can('giftcards:read')) {
      return nothing;
    }
    const { cards, customer } = this;
    return html`<section class="then"><h2>${t('customers.cards.title')}</h2>
      ${cards.length ? html`${cardsTable(cards)}<p><a href="#/giftcards?customer=${customer.uuid}">${t('customers.cards.all')}</a></p>`
        : html`<p>${t('customers.cards.none')}</p>`}
      ${this.app.can('giftcards:write') ? html`<div class="buttons"><button type="button" class="secondary"
        @click=${() => grant(this, this.dialog, customer.uuid, this.again)}>${t('giftcards.grant')}</button></div>` : nothing}</section>`;
  }
}
