// The shelves of the store.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { number, t } from '../texts.js';
import { create, remove, rename } from './dialogs.js';

export default class CategoriesPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/categories');
    this.dialog = new Dialog(() => this.update());
  }

  get title() {
    return t('categories.title');
  }

  load() {
    return this.list.load();
  }

  get may() {
    return this.app.can('categories:write');
  }

  view() {
    const { rows } = this.list;
    return html`<div class="bar"><p class="lead">${t('categories.lead')}</p>
        ${this.may ? html`<div class="buttons end"><button type="button"
          @click=${() => create(this, this.dialog, (made) => this.app.go(`categories/${made.id}`))}>${t('categories.create')}</button></div>` : nothing}</div>
      ${rows.length ? this.rows(rows) : empty({ title: t('categories.emptyTitle'), text: t('categories.empty') })}
      ${this.list.pager()}
      ${this.dialog.view()}`;
  }

  rows(rows) {
    const again = () => this.app.reload();
    return table({
      caption: t('categories.caption'),
      rows,
      columns: [
        { label: t('categories.name'), cell: (it) => html`<a href="#/categories/${it.id}">${it.name}</a>` },
        { label: t('categories.count'), cell: (it) => number(it.productCount), kind: 'number' },
        ...(this.may ? [{
          label: t('categories.actions'),
          kind: 'actions',
          cell: (it) => html`<button type="button" class="secondary outline" aria-label=${t('categories.renameOf', { name: it.name })}
              @click=${() => this.app.run(() => rename(this, this.dialog, it.id, again))}>${t('categories.rename')}</button>
            <button type="button" class="secondary outline" aria-label=${t('categories.deleteOf', { name: it.name })}
              @click=${() => remove(this, this.dialog, it, again)}>${t('shell.delete')}</button>`,
        }] : []),
      ],
    });
  }
}
