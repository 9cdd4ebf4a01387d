// The customers of the store.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { either } from '../products/parts.js';
import { day, t } from '../texts.js';
import { add } from './dialogs.js';
import { lookup, nameOf, statusOf } from './parts.js';

export default class CustomersPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/customers', { filters: ['newsSubscriber', 'spentMoreThan'] });
    this.dialog = new Dialog(() => this.update());
  }

  get title() {
    return t('customers.title');
  }

  load() {
    return this.list.load();
  }

  view() {
    const { list } = this;
    return html`<div class="bar"><p class="lead">${t('customers.lead')}</p>
        ${this.app.can('customers:write') ? html`<button type="button" class="end"
          @click=${() => add(this, this.dialog)}>${t('customers.add')}</button>` : nothing}
      </div>
      ${lookup(t('customers.identifier'), t('customers.lookup'), (name) => this.app.go(`customers/${encodeURIComponent(name)}`))}
      ${this.filters()}
      ${list.rows.length ? this.rows()
        : list.filtered ? list.noMatch() : empty({ title: t('customers.emptyTitle'), text: t('customers.empty') })}
      ${list.pager()}
      ${this.dialog.view()}`;
  }

  filters() {
    const { list } = this;
    return html`<search aria-label=${t('customers.filters')}><form class="bar" @submit=${list.submitted}>
      ${either('newsSubscriber', t('customers.news'), list.filter('newsSubscriber'))}
      <label>${t('customers.spentMoreThan')}
        <input type="number" name="spentMoreThan" step="1" .value=${list.filter('spentMoreThan')}></label>
      <button type="submit" class="secondary">${t('shell.filter')}</button>
    </form></search>`;
  }

  rows() {
    return table({
      caption: t('customers.caption'),
      rows: this.list.rows,
      key: (customer) => customer.uuid,
      columns: [
        { label: t('customers.name'), cell: (customer) => html`<a href="#/customers/${customer.uuid}">${nameOf(customer)}</a>` },
        { label: t('customers.discount'), cell: ({ discount }) => t('customers.percent', { percent: discount }), kind: 'number' },
        { label: t('customers.news'), cell: ({ newsSubscriber }) => t(newsSubscriber ? 'shell.yes' : 'shell.no') },
        { label: t('customers.firstSeen'), cell: ({ firstSeen }) => day(firstSeen) },
        { label: t('customers.status'), cell: statusOf },
      ],
    });
  }
}
