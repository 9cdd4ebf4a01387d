// One product, or a new one: everything its maker says of it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { copyButton } from '../parts/copy.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import { number, plural, t } from '../texts.js';
import { bodyOf, local, NEW } from './body.js';
import { Deliver } from './deliver.js';
import { isListed } from './listed.js';
import { discountOf, money, priceOf, statusOf, stockOf, unlessLeft } from './parts.js';
import { Shelves } from './shelves.js';

const MOST = 1_000_000_000;
const MOST_PIECES = 2_147_483_647;
const MOST_SHARES = 100;

export default class ProductPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.isNew = route.words[1] === 'new';
    this.path = `/v1/products/${encodeURIComponent(route.words[1])}`;
    this.version = new Version(this.api, this.path);
    this.form = new Form(() => this.update());
    this.deliver = new Deliver(app, () => this.stockChanged());
    this.gone = new AbortController();
    this.changed = false;
  }

  get title() {
    return this.isNew ? t('products.one.new') : this.version.value ? this.version.value.name : t('products.title');
  }

  get unsaved() {
    return this.changed ? t('shell.unsaved') : null;
  }

  get product() {
    return this.isNew ? NEW : this.version.value;
  }

  async load() {
    if (!this.isNew) {
      await this.version.load();
      try {
        this.listed = await isListed(this.api, this.product, this.gone.signal);
      } catch (failure) {
        unlessLeft(failure);
      }
      await this.loadShelves();
    }
    this.begin();
  }

  async loadShelves() {
    if (this.app.can('categories:read')) {
      this.shelves = new Shelves(this.app, this.product);
      await this.shelves.load();
    }
  }

  /** Fills the form with the version that was read. */
  begin() {
    const { product } = this;
    this.shares = product.profitShares.map((it) => ({ ...it }));
    this.limited = product.limited;
    this.discounted = product.discount !== null;
    this.changed = false;
    if (this.isNew) {
      this.listed = true;
    }
    this.update();
  }

  loadNewer = () => this.app.run(() => this.load());

  /** A delivery has changed the stock, which is no other person's work: what is typed here stays. */
  async stockChanged() {
    if (this.changed) {
      return;
    }
    await this.app.run(() => this.version.load());
    this.begin();
  }

  left() {
    this.gone.abort();
    this.deliver.left();
  }

  async send(data, key) {
    const body = bodyOf(data, this.product, this.shares);
    if (this.isNew) {
      const made = await this.api.post('/v1/products', body, { key });
      this.changed = false;
      this.app.go(`products/${made.id}`);
      this.app.say(t('products.one.created'));
      return;
    }
    await this.version.replace(body, key);
    this.listed = body.listed;
    if (this.shelves) {
      const asked = this.shelves.product.active;
      this.shelves.product = this.product;
      if (this.product.active && !asked) {
        await this.loadShelves();
      }
    }
    this.begin();
    this.app.say(t('shell.saved'));
  }

  view() {
    const may = this.app.can('products:write');
    return html`${this.isNew ? nothing : this.head()}
      <div class="sides">
        ${may ? keyed(this.version.count, this.formView()) : this.facts()}
        ${this.shelves ? this.shelves.view() : nothing}
      </div>
      ${this.deliver.view()}`;
  }

  head() {
    const { product } = this;
    return html`${facts([
      [t('products.one.priceNow'), html`<span>${priceOf(product)}</span>`],
      [t('products.discount'), discountOf(product)],
      [t('products.stock'), stockOf(product)],
      [t('products.status'), statusOf(product)],
    ])}
    <div class="buttons"><span>${t('products.one.id')} <code>${product.id}</code></span>
      ${copyButton(this.app, product.id, t('products.one.id'))}
      ${this.app.can('products:deliver') ? html`<button type="button" class="secondary"
        @click=${() => this.deliver.open(product)}>${t('products.deliver.button')}</button>` : nothing}</div>`;
  }

  /** For those who only look. */
  facts() {
    const { product } = this;
    const yes = (value) => t(value ? 'shell.yes' : 'shell.no');
    const may = ['copy', 'modify', 'transfer'].filter((it) => product.permissions[it]).map((it) => t(`products.one.${it}`));
    return html`<section>${facts([
      [t('products.one.description'), product.description || t('shell.none')],
      [t('products.one.item'), product.item],
      [t('products.one.listPrice'), money(product.price)],
      [t('products.one.listed'), yes(this.listed)],
      [t('products.one.bloggable'), yes(product.bloggable)],
      [t('products.one.blockCredits'), yes(product.blockCredits)],
      [t('products.one.permissions'), may.join(', ') || t('products.one.permissionNone')],
      [t('products.one.shares'), plural('products.one.shares_', product.profitShares.length)],
      [t('products.one.image'), product.image || t('shell.none')],
      [t('products.one.demoId'), product.demoId || t('shell.none')],
      [t('products.one.mpListing'), product.mpListing ? String(product.mpListing) : t('shell.none')],
    ])}<p class="quiet">${t('shell.viewOnly')}</p></section>`;
  }

  formView() {
    const { form } = this;
    const changed = () => { this.changed = true; };
    return html`<form class="form" @submit=${form.submit((data, key) => this.send(data, key))} @input=${changed} @change=${changed}>
      ${this.whatView()}${this.whereView()}${this.stockView()}${this.discountView()}
      ${this.permissionsView()}${this.sharesView()}${this.moreView()}
      ${conflict(form, this.loadNewer)}
      ${form.problem && form.problem.status === 412 ? nothing : form.alert()}
      ${form.buttons(t(this.isNew ? 'products.one.create' : 'shell.save'), this.isNew ? { cancel: () => this.app.go('products') } : {})}
    </form>`;
  }

  whatView() {
    const { form, product } = this;
    return html`<fieldset><legend>${t('products.one.what')}</legend>
      ${form.input('/name', t('products.name'), { value: product.name, required: true, maxlength: 128 })}
      ${form.textarea('/description', t('products.one.description'), { value: product.description || '', maxlength: 4000, optional: true })}
      <div class="pair">
        ${form.input('/price', t('products.one.price'), { value: String(product.price), type: 'number', min: 0, max: MOST, step: 1, required: true })}
        ${form.input('/item', t('products.one.item'), { value: product.item, required: true, maxlength: 128, help: t('products.one.itemHelp') })}
      </div></fieldset>`;
  }

  whereView() {
    const { form, product } = this;
    const check = (name, checked) => form.checkbox(`/${name}`, t(`products.one.${name}`), { checked, help: t(`products.one.${name}Help`) });
    return html`<fieldset><legend>${t('products.one.where')}</legend>
      ${check('active', product.active)}${check('listed', this.listed)}
      ${check('bloggable', product.bloggable)}${check('blockCredits', product.blockCredits)}</fieldset>`;
  }

  stockView() {
    const { form, product } = this;
    return html`<fieldset><legend>${t('products.one.stock')}</legend>
      ${form.checkbox('/limited', t('products.one.limited'), {
        checked: this.limited,
        help: t('products.one.limitedHelp'),
        onchange: (event) => { this.limited = event.target.checked; this.update(); },
      })}
      ${this.limited ? form.input('/availableAmount', t('products.one.amount'), {
        value: String(product.availableAmount), type: 'number', min: 0, max: MOST_PIECES, step: 1, required: true,
      }) : nothing}</fieldset>`;
  }

  discountView() {
    const { form } = this;
    return html`<fieldset><legend>${t('products.one.discount')}</legend>
      ${form.checkbox('/discounted', t('products.one.discounted'), {
        checked: this.discounted,
        onchange: (event) => { this.discounted = event.target.checked; this.update(); },
      })}
      ${this.discounted ? this.discountFields(this.product.discount || { value: '', type: 0 }) : nothing}</fieldset>`;
  }

  discountFields(discount) {
    const { form } = this;
    const help = t('products.one.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    const moment = (name, label) => {
      const value = local(discount[name]);
      // Minutes do for people; what came with seconds keeps them.
      return form.input(`/discount/${name}`, label, { type: 'datetime-local', value, step: value.length > 16 ? 1 : 60, required: true, help });
    };
    return html`<div class="pair">
        ${form.select('/discount/type', t('products.one.type'), [0, 1, 2].map((it) => [it, t(`products.one.types.${it}`)]), { value: discount.type })}
        ${form.input('/discount/value', t('products.one.value'), { value: String(discount.value), type: 'number', min: 0, max: MOST, step: 1, required: true })}
      </div>
      <div class="pair">${moment('startDate', t('products.one.start'))}${moment('endDate', t('products.one.end'))}</div>`;
  }

  permissionsView() {
    const { form, product } = this;
    return html`<fieldset><legend>${t('products.one.permissions')}</legend>
      ${['copy', 'modify', 'transfer'].map((it) => form.checkbox(`/permissions/${it}`, t(`products.one.${it}`), { checked: product.permissions[it] }))}
    </fieldset>`;
  }

  sharesView() {
    const { form, shares } = this;
    return html`<fieldset><legend>${t('products.one.shares')}</legend>
      <p class="quiet">${t('products.one.sharesHelp')}</p>
      ${shares.map((share, at) => this.shareView(share, at))}
      ${form.problem && form.problem.errors.some((it) => it.pointer === '/profitShares')
        ? html`<small class="error">${form.error('/profitShares')}</small>` : nothing}
      <button type="button" class="secondary outline" ?disabled=${shares.length >= MOST_SHARES} @click=${() => {
        shares.push({ userUuid: '', percent: '' });
        this.changed = true;
        this.update();
      }}>${t('products.one.addShare')}</button></fieldset>`;
  }

  shareView(share, at) {
    const place = number(at + 1);
    const keep = (name) => (event) => { share[name] = event.target.value; };
    return html`<div class="bar share">
      ${this.form.input(`/profitShares/${at}/userUuid`, t('products.one.resident', { number: place }), {
        value: share.userUuid, required: true, oninput: keep('userUuid'),
      })}
      ${this.form.input(`/profitShares/${at}/percent`, t('products.one.percent', { number: place }), {
        value: String(share.percent), type: 'number', min: 1, max: 100, step: 1, required: true, oninput: keep('percent'),
      })}
      <button type="button" class="secondary outline" aria-label=${t('products.one.removeShare', { number: place })} @click=${() => {
        this.shares.splice(at, 1);
        this.changed = true;
        this.update();
      }}>${t('products.one.remove')}</button></div>`;
  }

  moreView() {
    const { form, product } = this;
    return html`<fieldset><legend>${t('products.one.more')}</legend>
      ${form.input('/image', t('products.one.image'), { value: product.image || '', optional: true })}
      <div class="pair">
        ${form.input('/demoId', t('products.one.demoId'), { value: product.demoId || '', optional: true })}
        ${form.input('/mpListing', t('products.one.mpListing'), {
          value: product.mpListing ? String(product.mpListing) : '', type: 'number', min: 1, max: MOST_PIECES, step: 1, optional: true,
        })}
      </div></fieldset>`;
  }
}
