// The products of the store, and those that are set aside.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty, loading } from '../parts/states.js';
import { table } from '../parts/table.js';
import { number, t } from '../texts.js';
import { Export, exported } from './export.js';
import { columns, either, unlessLeft } from './parts.js';

const INACTIVE_MOST = 500;

export default class ProductsPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/products', { filters: ['search', 'category', 'listed', 'bloggable'] });
    this.export = new Export(app);
    this.categories = [];
    this.gone = new AbortController();
  }

  get title() {
    return t('products.title');
  }

  /** Whether it shows those that no list has. */
  get setAside() {
    return this.route.query.get('status') === 'inactive';
  }

  async load() {
    if (this.setAside) {
      await this.loadSetAside();
    } else {
      const [categories] = await Promise.all([this.app.can('categories:read') ? this.api.all('/v1/categories') : [], this.list.load()]);
      this.categories = categories;
    }
  }

  // Lists of the API leave out what is not active; only an export has it.
  async loadSetAside() {
    const inactive = [];
    try {
      for await (const { text } of exported(this.api, this.gone.signal)) {
        const product = JSON.parse(text);
        if (!product.active) {
          inactive.push(product);
        }
        if (inactive.length === INACTIVE_MOST) {
          break;
        }
      }
    } catch (failure) {
      unlessLeft(failure);
    }
    this.inactive = inactive;
  }

  left() {
    this.gone.abort();
  }

  view() {
    return html`<div class="bar"><p class="lead">${t(this.setAside ? 'products.inactiveLead' : 'products.lead')}</p>
        <div class="buttons end">
          <button type="button" class="secondary" @click=${this.export.start}>${t('products.export.button')}</button>
          ${this.app.can('products:write') ? html`<a role="button" class="secondary" href="#/products/import">${t('products.import')}</a>
            <a role="button" href="#/products/new">${t('products.create')}</a>` : nothing}
        </div></div>
      <nav class="tabs" aria-label=${t('products.tabs')}>
        <a href="#/products" aria-current=${this.setAside ? 'false' : 'page'}>${t('products.active')}</a>
        <a href="#/products?status=inactive" aria-current=${this.setAside ? 'page' : 'false'}>${t('products.inactive')}</a>
      </nav>
      ${this.setAside ? this.inactiveView() : this.activeView()}
      ${this.export.view()}`;
  }

  inactiveView() {
    const rows = this.inactive;
    if (!rows) {
      return loading();
    }
    if (rows.length === 0) {
      return empty({ title: t('products.inactiveNone'), text: t('products.inactiveNoneText') });
    }
    return html`${table({ caption: t('products.caption'), rows, columns: columns() })}
      ${rows.length === INACTIVE_MOST ? html`<p class="quiet">${t('products.inactiveMost', { count: number(INACTIVE_MOST) })}</p>` : nothing}`;
  }

  activeView() {
    const { list } = this;
    return html`${this.filters()}
      ${list.rows.length ? table({ caption: t('products.caption'), rows: list.rows, columns: columns() })
        : list.filtered ? list.noMatch() : empty({ title: t('products.emptyTitle'), text: t('products.empty') })}
      ${list.pager()}`;
  }

  filters() {
    const { list } = this;
    return html`<search aria-label=${t('products.filters')}><form class="bar" @submit=${list.submitted}>
      <label>${t('products.search')}
        <input type="search" name="search" maxlength="100" .value=${list.filter('search')} placeholder=${t('products.searchHelp')}></label>
      <label>${t('products.category')}
        <select name="category" @change=${(event) => event.target.form.requestSubmit()}>
          <option value="">${t('products.categoryAny')}</option>
          ${this.categories.map((it) => html`<option value=${it.id} ?selected=${it.id === list.filter('category')}>${it.name}</option>`)}
        </select></label>
      ${either('listed', t('products.listed'), list.filter('listed'))}
      ${either('bloggable', t('products.bloggable'), list.filter('bloggable'))}
      <button type="submit" class="secondary">${t('shell.filter')}</button>
    </form></search>`;
  }
}
