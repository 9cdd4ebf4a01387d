// The people of the tenant, or of the organization of whoever looks.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { badge, empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { ago, t } from '../texts.js';
import { reach, roleField, ROLES, showLink, status } from './parts.js';

export default class MembersPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
    const options = app.ofTenant ? { organization: null } : {};
    this.list = new List(this, '/v1/members', { filters: app.ofTenant ? ['organizationId'] : [], options });
  }

  get everywhere() {
    return true;
  }

  get title() {
    return t('members.title');
  }

  load() {
    return this.list.load();
  }

  view() {
    const { app, list } = this;
    return html`<p class="lead">${t('members.lead')}</p>
      <div class="bar">
        ${app.ofTenant ? this.filter() : nothing}
        ${app.can('members:write') ? html`<button type="button" class="end" @click=${() => this.invite()}>${t('members.invite')}</button>` : nothing}
      </div>
      ${list.rows.length ? this.table() : empty({ title: t('members.emptyTitle'), text: t('members.empty') })}
      ${list.pager()}
      <details><summary>${t('members.rolesTitle')}</summary>
        <dl class="roles">${ROLES.map((it) => html`<dt>${t(`shell.roles.${it}`)}</dt><dd>${t(`shell.rolesMean.${it}`)}</dd>`)}</dl></details>
      ${app.can('members:write') ? nothing : html`<p class="quiet">${t('shell.viewOnly')}</p>`}
      ${this.dialog.view()}`;
  }

  filter() {
    const { list, app } = this;
    const choices = [['', t('members.everybody')], ...app.organizations.map((it) => [it.id, it.name])];
    return html`<form @submit=${list.submitted}><div class="field"><label for="members-reach">${t('members.reach')}</label>
      <select id="members-reach" name="organizationId" @change=${(event) => event.target.form.requestSubmit()}>
        ${choices.map(([id, name]) => html`<option value=${id} ?selected=${id === list.filter('organizationId')}>${name}</option>`)}
      </select></div></form>`;
  }

  table() {
    return table({
      caption: t('members.caption'),
      linked: true,
      rows: this.list.rows,
      columns: [
        { label: t('members.name'), cell: (it) => html`<a href="#/members/${it.id}">${it.name || it.email}</a>
          ${it.id === this.app.member.id ? badge(t('members.you')) : nothing}` },
        { label: t('members.email'), cell: (it) => it.email },
        { label: t('members.role'), cell: (it) => t(`shell.roles.${it.role}`) },
        ...(this.app.ofTenant ? [{ label: t('members.reach'), cell: (it) => reach(this.app, it) }] : []),
        { label: t('members.signedIn'), cell: (it) => (it.lastSignInAt ? ago(it.lastSignInAt) : t('shell.never')) },
        { label: t('members.status'), cell: status },
      ],
    });
  }

  invite() {
    const form = new Form(() => this.update());
    const { app } = this;
    const places = [['', t('members.whole')], ...app.organizations.map((it) => [it.id, it.name])];
    let role = 'viewer';
    this.dialog.open({
      title: t('members.invite'),
      body: () => html`<form @submit=${form.submit((data, key) => this.send(data, key))}>
        <p>${t('members.inviteText')}</p>
        ${form.input('/name', t('members.name'), { required: true, maxlength: 128 })}
        ${form.input('/email', t('members.email'), { type: 'email', required: true, maxlength: 254 })}
        ${roleField(form, role, (chosen) => { role = chosen; this.update(); })}
        ${app.ofTenant ? form.select('/organizationId', t('members.reach'), places, {
          value: this.list.filter('organizationId'), help: t('members.reachHelp'),
        }) : nothing}
        ${form.alert()}
        ${form.buttons(t('members.invite'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async send(data, key) {
    const body = { name: data.get('name').trim(), email: data.get('email').trim(), role: data.get('role') };
    if (this.app.ofTenant) {
      body.organizationId = data.get('organizationId') || null;
    }
    const invited = await this.api.post('/v1/members', body, { key, ...this.list.options });
    await this.list.load();
    showLink(this, invited);
  }
}
