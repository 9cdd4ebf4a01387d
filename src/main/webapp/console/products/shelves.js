// The categories a product stands in. The API tells what stands in a category, so each of them is asked.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { plural, t } from '../texts.js';

/** So many are asked without being told to. */
const UNASKED_MOST = 20;
const AT_ONCE = 4;
const SEARCH_MOST = 100;

export class Shelves {
  constructor(app, product) {
    this.app = app;
    this.product = product;
    this.all = [];
    /** Ids of the categories it stands in; null while they are not known. */
    this.found = null;
    this.busy = false;
  }

  async load() {
    this.all = await this.app.api.all('/v1/categories');
    if (this.product.active && this.all.length <= UNASKED_MOST) {
      await this.ask();
    }
  }

  ask = async () => {
    this.busy = true;
    this.app.update();
    const left = [...this.all];
    const found = new Set();
    const asker = async () => {
      for (let category = left.shift(); category; category = left.shift()) {
        if (category.productCount > 0 && (await this.holds(category))) {
          found.add(category.id);
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, asker));
      this.found = found;
    } finally {
      this.busy = false;
      this.app.update();
    }
  };

  async holds(category) {
    const search = Array.from(this.product.name).slice(0, SEARCH_MOST).join('');
    const rows = await this.app.api.all(`/v1/categories/${category.id}/products`, { query: { search } });
    return rows.some((it) => it.id === this.product.id);
  }

  async add(category) {
    await this.app.api.put(`/v1/categories/${category.id}/products/${this.product.id}`);
    this.found.add(category.id);
    this.app.say(t('products.shelves.added', { name: category.name }));
  }

  async remove(category) {
    await this.app.api.delete(`/v1/categories/${category.id}/products/${this.product.id}`);
    this.found.delete(category.id);
    this.app.say(t('products.shelves.removed', { name: category.name }));
  }

  view() {
    return html`<section class="card"><h2>${t('products.shelves.title')}</h2>${this.content()}</section>`;
  }

  content() {
    if (this.all.length === 0) {
      return html`<p class="quiet">${t('products.shelves.noCategories')}</p>`;
    }
    if (!this.product.active) {
      return html`<p class="quiet">${t('products.shelves.inactive')}</p>`;
    }
    if (!this.found) {
      return html`<p>${plural('products.shelves.many', this.all.length)}</p>
        <button type="button" class="secondary" aria-busy=${this.busy ? 'true' : 'false'} ?disabled=${this.busy}
          @click=${() => this.app.run(this.ask)}>${t('products.shelves.ask')}</button>`;
    }
    return this.list();
  }

  list() {
    const may = this.app.can('categories:write');
    const inside = this.all.filter((it) => this.found.has(it.id));
    const others = this.all.filter((it) => !this.found.has(it.id));
    return html`${inside.length === 0 ? html`<p class="quiet">${t('products.shelves.none')}</p>` : html`<ul class="plain">${inside.map((it) => html`<li>
        <a href="#/categories/${it.id}">${it.name}</a>
        ${may ? html`<button type="button" class="secondary outline" aria-label=${t('products.shelves.removeOf', { name: it.name })}
          @click=${() => this.app.run(() => this.remove(it))}>${t('products.shelves.remove')}</button>` : nothing}</li>`)}</ul>`}
      ${may && others.length ? html`<form class="bar" @submit=${(event) => {
        event.preventDefault();
        const chosen = others.find((it) => it.id === event.target.elements.category.value);
        this.app.run(() => this.add(chosen));
      }}>
        <label>${t('products.shelves.add')}
          <select name="category">${others.map((it) => html`<option value=${it.id}>${it.name}</option>`)}</select></label>
        <button type="submit" class="secondary">${t('products.shelves.addButton')}</button>
      </form>` : nothing}`;
  }
}
