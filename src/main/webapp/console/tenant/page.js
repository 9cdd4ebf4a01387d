// The tenant: its name, what holds where organizations do not say, and the switch that stops everything.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { badge } from '../parts/states.js';
import { facts } from '../parts/table.js';
import texts from '../texts/en/tenant.js';
import { addTexts, day, plural, t } from '../texts.js';

addTexts('tenant', texts);

const PATH = '/v1/tenant';
const WHOLE = { organization: null };

export default class TenantPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
  }

  get everywhere() {
    return true;
  }

  get title() {
    return t('tenant.title');
  }

  get mayWrite() {
    return this.app.member.role === 'owner';
  }

  async load() {
    this.took(await this.api.get(PATH, WHOLE));
  }

  took(tenant) {
    this.tenant = tenant;
    this.app.run(() => this.app.tenantDisabled(!tenant.active));
  }

  view() {
    const { tenant } = this;
    return html`<p class="lead">${t('tenant.lead')}</p>
      ${facts([
        [t('tenant.name'), tenant.name],
        [t('tenant.status'), tenant.active ? badge(t('tenant.active'), 'good') : badge(t('tenant.disabled'), 'bad')],
        [t('tenant.most'), plural('tenant.mostText', tenant.keyPolicy.maxActiveKeys)],
        [t('tenant.tier'), html`${tenant.defaultTier}<br><span class="quiet">${t('tenant.tierHelp')}</span>`],
        [t('tenant.made'), day(tenant.createdAt)],
        [t('tenant.id'), html`<code>${tenant.id}</code> ${copyButton(this.app, tenant.id, t('tenant.id'))}`],
      ])}
      ${this.mayWrite ? this.actions() : html`<p class="quiet">${t('tenant.ownersOnly')}</p>`}
      ${this.dialog.view()}`;
  }

  actions() {
    const { active } = this.tenant;
    const name = active ? 'disable' : 'enable';
    return html`<div class="buttons"><button type="button" class="secondary" @click=${() => this.edit()}>${t('tenant.edit')}</button></div>
      <section class="danger-zone" aria-labelledby="gate"><h2 id="gate">${t(`tenant.${name}.title`)}</h2>
        <p>${t(`tenant.${name}.text`)}</p>
        <button type="button" class=${active ? 'danger' : nothing} @click=${() => (active ? this.disable() : this.enable())}>
          ${t(`tenant.${name}.button`)}</button></section>`;
  }

  edit() {
    const form = new Form(() => this.update());
    const { name, keyPolicy } = this.tenant;
    this.dialog.open({
      title: t('tenant.edit'),
      body: () => html`<form @submit=${form.submit((data, key) => this.send(data, key))}>
        ${form.input('/name', t('tenant.name'), { value: name, required: true, maxlength: 128 })}
        ${form.input('/keyPolicy/maxActiveKeys', t('tenant.most'), {
          name: 'most', type: 'number', min: 1, max: 1000, value: keyPolicy.maxActiveKeys, help: t('tenant.mostHelp'),
        })}
        ${form.alert()}
        ${form.buttons(t('shell.save'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async send(data, key) {
    const most = data.get('most').trim();
    await this.change({ name: data.get('name').trim(), keyPolicy: { maxActiveKeys: most === '' ? null : Number(most) } }, key);
    this.dialog.close();
    this.app.say(t('shell.saved'));
  }

  async change(patch, key) {
    this.took(await this.api.patch(PATH, patch, { key, ...WHOLE }));
    this.app.tabs.postMessage('in');
  }

  disable() {
    confirm(this.dialog, {
      title: t('tenant.disable.button'),
      text: t('tenant.disable.text'),
      button: t('tenant.disable.button'),
      word: this.tenant.name,
      action: (data, key) => this.change({ active: false }, key),
      done: () => this.app.say(t('tenant.disable.done')),
    });
  }

  /** Undoes what was asked about: no question needed. */
  enable() {
    return this.app.run(async () => {
      await this.change({ active: true });
      this.app.say(t('tenant.enable.done'));
    });
  }
}
