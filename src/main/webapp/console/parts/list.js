// A list of the API, a page of it at a time. Filters and cursor stand in the address, so that Back and links work.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { t } from '../texts.js';

export class List {
  /**
   * Of a page's own list. filters are the names of the query parameters that are filters; always is what is sent besides
   * them; options go to the client (organization, environment).
   */
  constructor(page, path, { filters = [], always = {}, limit = 20, options = {} } = {}) {
    Object.assign(this, { page, path, filters, always, limit, options });
    this.rows = [];
    this.cursors = {};
  }

  /** The value of a filter, or an empty text. */
  filter(name) {
    return this.page.route.query.get(name) || '';
  }

  get filtered() {
    return this.filters.some((name) => this.filter(name));
  }

  async load() {
    const query = { ...this.always, limit: this.limit, cursor: this.filter('cursor') };
    for (const name of this.filters) {
      query[name] = this.filter(name);
    }
    let answer;
    try {
      answer = await this.page.api.get(this.path, { ...this.options, query });
    } catch (problem) {
      if (problem.code !== 'invalid_cursor') {
        throw problem;
      }
      // Of another organization, environment or filter: from the beginning.
      answer = await this.page.api.get(this.path, { ...this.options, query: { ...query, cursor: '' } });
    }
    this.rows = answer.data;
    this.cursors = answer.pagination || { nextCursor: answer.next_cursor, previousCursor: answer.previous_cursor };
  }

  /** Goes to the first page of what these filters leave. */
  apply(values) {
    this.page.app.query({ ...values, cursor: null });
  }

  /** For the submit of a form whose fields have the names of the filters. */
  submitted = (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    this.apply(Object.fromEntries(this.filters.map((name) => [name, String(data.get(name) || '').trim() || null])));
  };

  clear = () => {
    this.apply(Object.fromEntries(this.filters.map((name) => [name, null])));
  };

  /** Instead of rows where filters leave none. */
  noMatch() {
    return html`<section class="empty"><p>${t('shell.noMatch')}</p>
      <button type="button" class="secondary" @click=${this.clear}>${t('shell.clearFilters')}</button></section>`;
  }

  pager() {
    const { nextCursor, previousCursor } = this.cursors;
    if (!nextCursor && !previousCursor) {
      return nothing;
    }
    const link = (cursor, text) => html`<button type="button" class="secondary outline" ?disabled=${!cursor}
      @click=${() => this.page.app.query({ cursor })}>${text}</button>`;
    return html`<nav class="pager" aria-label=${t('shell.pages')}>
      ${link(previousCursor, t('shell.previous'))}${link(nextCursor, t('shell.next'))}</nav>`;
  }
}
