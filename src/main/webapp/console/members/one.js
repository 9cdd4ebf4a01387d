// One member: who it is, what it may do, and whether it may come in.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { badge } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { day, t, time } from '../texts.js';
import { reach, roleField, showLink, status } from './parts.js';

export default class MemberPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
    this.options = app.ofTenant ? { organization: null } : {};
  }

  get everywhere() {
    return true;
  }

  get title() {
    return this.member ? this.member.name || this.member.email : t('members.title');
  }

  get path() {
    return `/v1/members/${encodeURIComponent(this.route.words[1])}`;
  }

  get isSelf() {
    return this.member.id === this.app.member.id;
  }

  async load() {
    this.member = await this.api.get(this.path, this.options);
  }

  view() {
    const { member } = this;
    return html`<p class="back"><a href="#/members">${t('members.all')}</a></p>
      ${facts([
        [t('members.status'), html`${status(member)} ${this.isSelf ? badge(t('members.you')) : nothing}`],
        [t('members.email'), member.email],
        [t('members.role'), html`${t(`shell.roles.${member.role}`)}<br><span class="quiet">${t(`shell.rolesMean.${member.role}`)}</span>`],
        ...(this.app.ofTenant ? [[t('members.reach'), reach(this.app, member)]] : []),
        [t('members.signedIn'), member.lastSignInAt ? time(member.lastSignInAt) : t('shell.never')],
        [t('members.since'), day(member.createdAt)],
      ])}
      ${member.invited ? html`<p class="quiet">${t('members.link.waiting')}</p>` : nothing}
      ${this.app.can('members:write') ? this.actions() : html`<p class="quiet">${t('shell.viewOnly')}</p>`}
      ${this.dialog.view()}`;
  }

  actions() {
    const { member } = this;
    const name = member.active ? 'deactivate' : 'reactivate';
    return html`<div class="buttons">
        <button type="button" class="secondary" @click=${() => this.edit()}>${t('members.edit')}</button>
        ${member.active ? html`<button type="button" class="secondary" @click=${() => this.invite()}>${t('members.link.again')}</button>` : nothing}
      </div>
      <section class="danger-zone" aria-labelledby="gate"><h2 id="gate">${t(`members.${name}.title`)}</h2>
        <p>${t(`members.${name}.text`)}</p>
        <button type="button" class=${member.active ? 'danger' : nothing} @click=${() => this.let(!member.active)}>
          ${t(`members.${name}.button`)}</button></section>`;
  }

  edit() {
    const form = new Form(() => this.update());
    const { name } = this.member;
    let { role } = this.member;
    this.dialog.open({
      title: t('members.edit'),
      body: () => html`<form @submit=${form.submit((data, key) => this.send(data, key))}>
        ${form.input('/name', t('members.name'), { value: name, required: true, maxlength: 128 })}
        ${roleField(form, role, (chosen) => { role = chosen; this.update(); })}
        ${form.alert()}
        ${form.buttons(t('shell.save'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async send(data, key) {
    const after = { name: data.get('name').trim(), role: data.get('role') };
    const patch = Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== this.member[name]));
    if (Object.keys(patch).length) {
      await this.change(patch, key);
      this.app.say(t('shell.saved'));
    }
    this.dialog.close();
  }

  async change(patch, key) {
    const self = this.isSelf;
    this.member = await this.api.patch(this.path, patch, { key, ...this.options });
    if (self) {
      // The menu, and what is offered, follow what one may do.
      await this.app.recheck();
    }
  }

  invite() {
    const { name } = this.member;
    confirm(this.dialog, {
      title: t('members.link.again'),
      text: t('members.link.text', { name }),
      button: t('members.link.button'),
      action: async (data, key) => {
        this.invited = await this.api.post(`${this.path}/actions/invite`, undefined, { key, ...this.options });
        this.member = { ...this.member, invited: true };
      },
      done: () => {
        showLink(this, this.invited);
        this.invited = null;
      },
    });
  }

  let(active) {
    const name = active ? 'reactivate' : 'deactivate';
    confirm(this.dialog, {
      title: t(`members.${name}.button`),
      text: t(active ? 'members.reactivate.text' : this.isSelf ? 'members.deactivate.self' : 'members.deactivate.text'),
      button: t(`members.${name}.button`),
      action: (data, key) => this.change({ active }, key),
      done: () => this.app.say(t(`members.${name}.done`, { name: this.member.name })),
    });
  }
}
