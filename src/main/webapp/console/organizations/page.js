// The organizations of the tenant.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { badge, empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { day, t } from '../texts.js';
import { described, fields, status } from './parts.js';

export default class OrganizationsPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
    this.list = new List(this, '/v1/organizations', { options: { organization: null } });
  }

  get everywhere() {
    return true;
  }

  get title() {
    return t('organizations.title');
  }

  load() {
    return this.list.load();
  }

  view() {
    const { rows } = this.list;
    return html`<div class="bar"><p class="lead">${t('organizations.lead')}</p>${rows.length ? this.button() : nothing}</div>
      ${rows.length ? this.table() : empty({ title: t('organizations.emptyTitle'), text: t('organizations.empty'), action: this.button() })}
      ${this.list.pager()}${this.dialog.view()}`;
  }

  button() {
    return this.app.can('organizations:write')
      ? html`<button type="button" @click=${() => this.create()}>${t('organizations.create')}</button>`
      : html`<p class="quiet">${t('shell.viewOnly')}</p>`;
  }

  table() {
    return table({
      caption: t('organizations.caption'),
      linked: true,
      rows: this.list.rows,
      columns: [
        { label: t('organizations.name'), cell: (it) => html`<a href="#/organizations/${it.id}">${it.name}</a>
          ${it.id === this.app.organization ? badge(t('organizations.here')) : nothing}` },
        { label: t('organizations.email'), cell: (it) => it.email },
        { label: t('organizations.timezone'), cell: (it) => it.timezone },
        { label: t('organizations.made'), cell: (it) => day(it.createdAt) },
        { label: t('organizations.status'), cell: status },
      ],
    });
  }

  create() {
    const form = new Form(() => this.update());
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    this.dialog.open({
      title: t('organizations.create'),
      body: () => html`<form @submit=${form.submit((data, key) => this.send(data, key))}>
        ${fields(form, { name: '', email: '', timezone: zone })}
        ${form.alert()}
        ${form.buttons(t('organizations.create'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async send(data, key) {
    const made = await this.api.post('/v1/organizations', described(data), { key, organization: null });
    await this.app.loadOrganizations();
    this.dialog.close();
    this.app.go(`organizations/${made.id}`);
    this.app.say(t('organizations.created', { name: made.name }));
  }
}
