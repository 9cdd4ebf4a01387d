// One organization: what it is, what holds for its keys, and whether it is open.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { badge } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { day, number, plural, t } from '../texts.js';
import { changed, count, described, fields, status } from './parts.js';

export default class OrganizationPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
  }

  get everywhere() {
    return true;
  }

  get title() {
    return this.organization ? this.organization.name : t('organizations.title');
  }

  get path() {
    return `/v1/organizations/${encodeURIComponent(this.route.words[1])}`;
  }

  async load() {
    const options = { organization: null };
    const [organization, tenant] = await Promise.all([this.api.get(this.path, options), this.api.get('/v1/tenant', options)]);
    this.organization = organization;
    this.standard = tenant.keyPolicy.maxActiveKeys;
  }

  get mayWrite() {
    return this.app.can('organizations:write');
  }

  view() {
    const { organization } = this;
    return html`<p class="back"><a href="#/organizations">${t('organizations.all')}</a></p>
      ${facts([
        [t('organizations.status'), html`${status(organization)} ${this.isHere ? badge(t('organizations.here')) : nothing}`],
        [t('organizations.email'), organization.email],
        [t('organizations.timezone'), organization.timezone],
        [t('organizations.made'), day(organization.createdAt)],
        [t('organizations.id'), html`<code>${organization.id}</code> ${copyButton(this.app, organization.id, t('organizations.id'))}`],
      ])}
      <div class="buttons">
        ${organization.active && !this.isHere ? html`<button type="button" @click=${() => this.work()}>${t('organizations.work')}</button>` : nothing}
        ${this.mayWrite ? html`<button type="button" class="secondary" @click=${() => this.edit()}>${t('organizations.edit')}</button>` : nothing}
      </div>
      ${this.policy()}
      ${this.mayWrite ? this.gate() : html`<p class="quiet">${t('shell.viewOnly')}</p>`}
      ${this.dialog.view()}`;
  }

  get isHere() {
    return this.organization.id === this.app.organization;
  }

  policy() {
    const { maxActiveKeys, lifetimeDays, renewWithinDays, revealable } = this.organization.keyPolicy;
    const most = maxActiveKeys === this.standard ? 'mostInherited' : 'mostOwn';
    return html`<section class="then" aria-labelledby="policy"><h2 id="policy">${t('organizations.policy.title')}</h2>
      <p class="lead">${t('organizations.policy.lead')}</p>
      ${facts([
        [t('organizations.policy.most'), plural(`organizations.policy.${most}`, maxActiveKeys, { standard: number(this.standard) })],
        [t('organizations.policy.life'), lifetimeDays === null
          ? t('organizations.policy.lifetimeNone') : plural('organizations.policy.lifetimeSome', lifetimeDays)],
        [t('organizations.policy.renew'), renewWithinDays === null
          ? t('organizations.policy.renewNone') : plural('organizations.policy.renewSome', renewWithinDays)],
        [t('organizations.policy.reveal'), t(`organizations.policy.${revealable ? 'revealYes' : 'revealNo'}`)],
      ])}
      ${this.mayWrite ? html`<div class="buttons"><button type="button" class="secondary" @click=${() => this.editPolicy()}>
        ${t('organizations.policy.edit')}</button></div>` : nothing}
    </section>`;
  }

  /** Disabling stands apart from what is harmless. */
  gate() {
    const name = this.organization.active ? 'disable' : 'enable';
    return html`<section class="danger-zone" aria-labelledby="gate"><h2 id="gate">${t(`organizations.${name}.title`)}</h2>
      <p>${t(`organizations.${name}.text`)}</p>
      <button type="button" class=${this.organization.active ? 'danger' : nothing} @click=${() => this.open(!this.organization.active)}>
        ${t(`organizations.${name}.button`)}</button></section>`;
  }

  async work() {
    const { id, name } = this.organization;
    await this.app.choose({ organization: id });
    this.app.say(t('organizations.working', { name }));
  }

  // -- changes -------------------------------------------------------------------------------------------------------

  edit() {
    const form = new Form(() => this.update());
    const before = this.organization;
    this.form(t('organizations.edit'), form, () => fields(form, before), (data) => changed(before, described(data)));
  }

  editPolicy() {
    const form = new Form(() => this.update());
    const { maxActiveKeys, ...rest } = this.organization.keyPolicy;
    // What is as the tenant says stays so when the tenant says something else.
    const before = { ...rest, maxActiveKeys: maxActiveKeys === this.standard ? null : maxActiveKeys };
    const policyOf = (data) => changed(before, {
      maxActiveKeys: count(data.get('maxActiveKeys')),
      lifetimeDays: count(data.get('lifetimeDays')),
      renewWithinDays: count(data.get('renewWithinDays')),
      revealable: data.has('revealable'),
    });
    this.form(t('organizations.policy.edit'), form, () => this.policyFields(form, before), (data) => {
      const keyPolicy = policyOf(data);
      return Object.keys(keyPolicy).length ? { keyPolicy } : {};
    });
  }

  policyFields(form, before) {
    const input = (name, label, max, help) => form.input(`/keyPolicy/${name}`, label, {
      name, type: 'number', min: 1, max, value: before[name] === null ? '' : before[name], help,
    });
    return html`
      ${input('maxActiveKeys', t('organizations.policy.most'), 1000, t('organizations.policy.mostHelp', { standard: number(this.standard) }))}
      ${input('lifetimeDays', t('organizations.policy.lifetime'), 3650, t('organizations.policy.lifetimeHelp'))}
      ${input('renewWithinDays', t('organizations.policy.renewField'), 365, t('organizations.policy.renewHelp'))}
      ${form.checkbox('/keyPolicy/revealable', t('organizations.policy.revealField'), {
        name: 'revealable', checked: before.revealable, help: t('organizations.policy.revealHelp'),
      })}`;
  }

  /** A window with a form whose changes, if any, are sent. */
  form(title, form, body, patchOf) {
    this.dialog.open({
      title,
      body: () => html`<form @submit=${form.submit((data, key) => this.send(patchOf(data), key))}>
        ${body()}
        ${form.alert()}
        ${form.buttons(t('shell.save'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async send(patch, key) {
    if (Object.keys(patch).length) {
      await this.change(patch, key);
      this.app.say(t('shell.saved'));
    }
    this.dialog.close();
  }

  async change(patch, key) {
    this.organization = await this.api.patch(this.path, patch, { key, organization: null });
    await this.app.loadOrganizations();
  }

  open(active) {
    const name = active ? 'enable' : 'disable';
    confirm(this.dialog, {
      title: t(`organizations.${name}.button`),
      text: t(active ? 'organizations.enable.question' : 'organizations.disable.text'),
      button: t(`organizations.${name}.button`),
      word: active ? null : this.organization.name,
      action: (data, key) => this.change({ active }, key),
      done: () => this.app.say(t(`organizations.${name}.done`, { name: this.organization.name })),
    });
  }
}
