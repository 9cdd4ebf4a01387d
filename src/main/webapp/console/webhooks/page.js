// Where events are sent: the endpoints of the organization, or of the whole tenant.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { ago, t } from '../texts.js';
import { events, organizationName, owner, state, status } from './words.js';

export default class WebhooksPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/webhook-endpoints', { filters: ['enabled'] });
    this.last = new Map();
  }

  get title() {
    return t('webhooks.title');
  }

  async load() {
    await this.list.load();
    this.lookAtLast(this.list.rows);
  }

  left() {
    this.list.rows = [];
  }

  // The list does not tell how endpoints do; one after the other, and the page does not wait for it.
  async lookAtLast(rows) {
    for (const { id } of rows) {
      if (rows !== this.list.rows) {
        return;
      }
      try {
        const { data } = await this.api.get(`/v1/webhook-endpoints/${id}/deliveries`, { query: { limit: 1 } });
        this.last.set(id, data[0] || null);
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          throw problem;
        }
        return;
      }
      this.update();
    }
  }

  view() {
    const { app, list } = this;
    return html`<p class="lead">${t('webhooks.lead', { environment: t(`webhooks.${app.environment}`), owner: owner(app) })}</p>
      ${list.rows.length || list.filtered ? this.bar() : nothing}
      ${list.rows.length ? this.rows() : list.filtered ? list.noMatch() : this.none()}
      ${list.pager()}`;
  }

  bar() {
    const { list } = this;
    return html`<form class="bar" @submit=${list.submitted}>
      <label>${t('webhooks.status')}
        <select name="enabled" @change=${(event) => event.target.form.requestSubmit()}>
          ${[['', 'any'], ['true', 'enabled'], ['false', 'disabled']].map(([value, text]) => html`<option value=${value}
            ?selected=${value === list.filter('enabled')}>${t(`webhooks.${text}`)}</option>`)}
        </select></label>
      ${this.app.can('webhooks:write') ? html`<a role="button" class="end" href="#/webhooks/new">${t('webhooks.create')}</a>` : nothing}
    </form>`;
  }

  none() {
    const writes = this.app.can('webhooks:write');
    return empty({
      title: t('webhooks.emptyTitle'),
      text: t(writes ? 'webhooks.empty' : 'webhooks.emptyLooking'),
      action: writes ? html`<a role="button" href="#/webhooks/new">${t('webhooks.create')}</a>` : nothing,
    });
  }

  rows() {
    const { app } = this;
    return table({
      caption: t('webhooks.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('webhooks.endpoint'), cell: (it) => html`<span class="endpoint"><a href="#/webhooks/${it.id}">${it.url}</a>
          ${it.description ? html`<small>${it.description}</small>` : nothing}</span>` },
        ...(app.organization ? [] : [{ label: t('webhooks.organization'), cell: (it) => organizationName(app, it.organizationId) }]),
        { label: t('webhooks.events'), cell: events },
        { label: t('webhooks.last'), cell: (it) => this.lastOf(it) },
        { label: t('webhooks.status'), cell: status },
      ],
    });
  }

  lastOf(endpoint) {
    const last = this.last.get(endpoint.id);
    if (last === undefined) {
      return html`<span class="quiet">…</span>`;
    }
    return last === null ? html`<span class="quiet">${t('webhooks.noneYet')}</span>`
      : html`<span class="last">${state(last)} <span class="quiet">${ago(last.createdAt)}</span></span>`;
  }
}
