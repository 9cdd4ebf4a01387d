// The keys of the organization, or of the whole tenant.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { ago, plural, t } from '../texts.js';
import { Hygiene } from './hygiene.js';
import { Issued } from './issued.js';
import { environment, owner, status } from './shown.js';

const STATUSES = ['active', 'revoked', 'expired'];

export default class ApiKeysPage extends Page {
  constructor(app, route) {
    super(app, route);
    // Whoever has chosen an organization sees its keys alone, and never mind which ones a link was about.
    this.list = app.organization
      ? new List(this, '/v1/api-keys', { filters: ['status'], always: { organizationId: app.organization } })
      : new List(this, '/v1/api-keys', { filters: ['status', 'organizationId'] });
    this.hygiene = new Hygiene(this);
    this.dialog = new Dialog(() => this.update());
    this.issued = null;
  }

  get title() {
    return t('apikeys.title');
  }

  get unsaved() {
    return this.issued && this.issued.unsaved;
  }

  async load() {
    await Promise.all([this.list.load(), this.hygiene.load()]);
  }

  view() {
    if (this.issued) {
      return this.issued.view();
    }
    const { list } = this;
    return html`<p class="lead">${t(this.app.organization ? 'apikeys.lead' : 'apikeys.leadWhole')}</p>
      <form class="bar" @submit=${list.submitted}>
        ${this.filter('status', t('apikeys.status'), [['', t('apikeys.all')], ...STATUSES.map((it) => [it, t(`apikeys.statuses.${it}`)])])}
        ${this.app.organization ? nothing : this.filter('organizationId', t('apikeys.of'),
          [['', t('apikeys.everywhere')], ...this.app.organizations.map((it) => [it.id, it.name])])}
        ${this.app.can('keys:write') ? this.deeds() : nothing}
      </form>
      ${list.rows.length ? this.rows() : list.filtered ? list.noMatch() : this.none()}
      ${list.pager()}
      ${this.hygiene.view()}
      ${this.dialog.view()}`;
  }

  filter(name, label, choices) {
    return html`<div class="field"><label for="filter-${name}">${label}</label>
      <select id="filter-${name}" name=${name} @change=${(event) => event.target.form.requestSubmit()}>
        ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === this.list.filter(name)}>${text}</option>`)}
      </select></div>`;
  }

  deeds() {
    return html`<div class="buttons end">
      ${this.app.organization && this.hygiene.count ? html`
        <button type="button" class="secondary outline" @click=${() => this.askReissue()}>${t('apikeys.reissue')}</button>` : nothing}
      <a role="button" href="#/api-keys/new">${t('apikeys.create')}</a></div>`;
  }

  none() {
    const may = this.app.can('keys:write');
    return empty({
      title: t('apikeys.emptyTitle'),
      text: t(may ? 'apikeys.empty' : 'apikeys.emptyLook'),
    });
  }

  rows() {
    const whole = !this.app.organization;
    return table({
      caption: t('apikeys.caption'),
      rows: this.list.rows,
      linked: true,
      columns: [
        { label: t('apikeys.name'), cell: (key) => html`<a href="#/api-keys/${key.id}">${key.name}</a>` },
        { label: t('apikeys.key'), cell: (key) => html`<code>${key.preview}</code>` },
        { label: t('apikeys.environment'), cell: environment },
        ...(whole ? [{ label: t('apikeys.of'), kind: 'text', cell: (key) => owner(this.app, key) }] : []),
        { label: t('apikeys.scopes'), cell: (key) => plural('apikeys.count', key.scopes.length) },
        { label: t('apikeys.expires'), cell: (key) => (key.expiresAt ? ago(key.expiresAt) : t('shell.never')) },
        { label: t('apikeys.used'), cell: (key) => (key.lastUsedAt ? ago(key.lastUsedAt) : t('shell.never')) },
        { label: t('apikeys.status'), cell: status },
      ],
    });
  }

  askReissue() {
    const { organizationView, organization } = this.app;
    confirm(this.dialog, {
      title: t('apikeys.reissueTitle'),
      text: t('apikeys.reissueText'),
      button: t('apikeys.reissueButton'),
      word: organizationView ? organizationView.name : t('apikeys.reissueWord'),
      action: async (data, key) => {
        const answer = await this.api.post('/v1/api-keys/actions/reissue', { organizationId: organization }, { key });
        this.issued = new Issued(this, answer, () => this.app.go(`api-keys/${answer.id}`));
      },
    });
  }
}
