// The keys of the organization, or of the whole tenant.

import { html } from '../vendor/lit/lit-html.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { badge, empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import texts from '../texts/en/apikeys.js';
import { addTexts, ago, plural, t } from '../texts.js';

addTexts('apikeys', texts);

const KINDS = { active: 'good', revoked: 'bad', expired: 'warn' };

export default class ApiKeysPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/api-keys', { filters: ['status'] });
  }

  get title() {
    return t('apikeys.title');
  }

  load() {
    return this.list.load();
  }

  view() {
    const { list } = this;
    return html`<p class="lead">${t('apikeys.lead')}</p>
      <form class="bar" @submit=${list.submitted}>
        <label>${t('apikeys.status')}
          <select name="status" @change=${(event) => event.target.form.requestSubmit()}>
            ${['', 'active', 'revoked', 'expired'].map((it) => html`<option value=${it} ?selected=${it === list.filter('status')}>
              ${it ? t(`apikeys.statuses.${it}`) : t('apikeys.all')}</option>`)}
          </select></label>
      </form>
      ${list.rows.length ? this.rows() : list.filtered ? list.noMatch() : empty({ title: t('apikeys.emptyTitle'), text: t('apikeys.empty') })}
      ${list.pager()}`;
  }

  rows() {
    return table({
      caption: t('apikeys.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('apikeys.name'), cell: (key) => html`<a href="#/api-keys/${key.id}">${key.name}</a>` },
        { label: t('apikeys.key'), cell: (key) => html`<code>${key.preview}</code>` },
        { label: t('apikeys.scopes'), cell: (key) => plural('apikeys.count', key.scopes.length) },
        { label: t('apikeys.expires'), cell: (key) => (key.expiresAt ? ago(key.expiresAt) : t('shell.never')) },
        { label: t('apikeys.used'), cell: (key) => (key.lastUsedAt ? ago(key.lastUsedAt) : t('shell.never')) },
        { label: t('apikeys.status'), cell: (key) => badge(t(`apikeys.statuses.${key.status}`), KINDS[key.status]) },
      ],
    });
  }
}
