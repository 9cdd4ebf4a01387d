// One shelf and what stands on it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { columns, either, priceOf } from '../products/parts.js';
import { plural, t } from '../texts.js';
import { remove, rename } from './dialogs.js';

const FOUND_MOST = 20;

export default class CategoryPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.path = `/v1/categories/${encodeURIComponent(route.words[1])}`;
    this.list = new List(this, `${this.path}/products`, { filters: ['search', 'listed', 'bloggable'] });
    this.dialog = new Dialog(() => this.update());
    this.category = null;
  }

  get title() {
    return this.category ? this.category.name : t('categories.title');
  }

  get may() {
    return this.app.can('categories:write');
  }

  async load() {
    [this.category] = await Promise.all([this.api.get(this.path), this.list.load()]);
  }

  again = () => this.app.reload();

  // -- what stands here ----------------------------------------------------------------------------------------------

  async put(product) {
    await this.api.put(`${this.path}/products/${product.id}`);
    this.here.add(product.id);
    this.app.say(t('categories.one.added', { name: product.name }));
    await this.again();
  }

  async take(product) {
    await this.api.delete(`${this.path}/products/${product.id}`);
    this.app.say(t('categories.one.taken', { name: product.name }));
    await this.again();
  }

  async find(search) {
    const query = { search, limit: FOUND_MOST };
    const [found, inside] = await Promise.all([this.api.get('/v1/products', { query }), this.api.all(`${this.path}/products`, { query: { search } })]);
    this.found = found.data;
    this.more = found.pagination.nextCursor !== null;
    this.here = new Set(inside.map((it) => it.id));
    this.update();
  }

  openAdding = () => this.app.run(async () => {
    await this.find('');
    this.dialog.open({ title: t('categories.one.add'), body: () => this.adding(), wide: true });
  });

  adding() {
    return html`<form class="bar" @submit=${(event) => {
      event.preventDefault();
      this.app.run(() => this.find(event.target.elements.search.value));
    }}>
      <label>${t('categories.one.search')} <input type="search" name="search" maxlength="100" placeholder=${t('categories.one.searchHelp')}></label>
      <button type="submit" class="secondary">${t('categories.one.find')}</button>
    </form>
    ${this.found.length === 0 ? html`<p role="status">${t('categories.one.nothing')}</p>` : table({
      caption: t('categories.one.found'),
      rows: this.found,
      columns: [
        { label: t('categories.name'), cell: (it) => it.name },
        { label: t('products.price'), cell: (it) => html`<span>${priceOf(it)}</span>`, kind: 'number' },
        { label: t('categories.actions'), kind: 'actions', cell: (it) => (this.here.has(it.id) ? t('categories.one.isIn')
          : html`<button type="button" class="secondary outline" aria-label=${t('categories.one.putOf', { name: it.name })}
              @click=${() => this.app.run(() => this.put(it))}>${t('categories.one.put')}</button>`) },
      ],
    })}
    ${this.more ? html`<p class="quiet">${t('categories.one.more')}</p>` : nothing}
    <div class="buttons"><button type="button" class="secondary" @click=${this.dialog.close}>${t('shell.close')}</button></div>`;
  }

  // -- what is shown -------------------------------------------------------------------------------------------------

  view() {
    return html`<p class="lead">${plural('categories.one.count', this.category.productCount)} <a href="#/categories">${t('categories.one.all')}</a></p>
      ${this.may ? this.deeds() : nothing}
      ${this.filters()}${this.products()}${this.list.pager()}
      ${this.dialog.view()}`;
  }

  deeds() {
    return html`<div class="buttons">
      <button type="button" @click=${this.openAdding}>${t('categories.one.add')}</button>
      <button type="button" class="secondary" @click=${() => this.app.run(() => rename(this, this.dialog, this.category.id, this.again))}>
        ${t('categories.rename')}</button>
      <button type="button" class="secondary" @click=${() => remove(this, this.dialog, this.category, () => this.app.go('categories'))}>
        ${t('shell.delete')}</button></div>`;
  }

  filters() {
    const { list } = this;
    return html`<search aria-label=${t('products.filters')}><form class="bar" @submit=${list.submitted}>
      <label>${t('categories.one.search')}
        <input type="search" name="search" maxlength="100" .value=${list.filter('search')} placeholder=${t('categories.one.searchHelp')}></label>
      ${either('listed', t('products.listed'), list.filter('listed'))}
      ${either('bloggable', t('products.bloggable'), list.filter('bloggable'))}
      <button type="submit" class="secondary">${t('shell.filter')}</button>
    </form></search>`;
  }

  products() {
    const { list } = this;
    if (list.rows.length === 0) {
      return list.filtered ? list.noMatch() : empty({ title: t('categories.one.emptyTitle'), text: t('categories.one.empty') });
    }
    return table({
      caption: t('categories.one.caption', { name: this.category.name }),
      rows: list.rows,
      columns: columns(this.may ? {
        label: t('categories.actions'),
        kind: 'actions',
        cell: (it) => html`<button type="button" class="secondary outline" aria-label=${t('categories.one.takeOf', { name: it.name })}
          @click=${() => this.app.run(() => this.take(it))}>${t('categories.one.take')}</button>`,
      } : null),
    });
  }
}
