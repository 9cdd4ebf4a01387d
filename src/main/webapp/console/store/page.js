// The store of an organization and environment, and what faithful customers get in it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { Problem } from '../api.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import texts from '../texts/en/store.js';
import { addTexts, t } from '../texts.js';
import { Tiers } from './tiers.js';

addTexts('store', texts);

const NEW = {
  name: '', logo: null, blogListed: false, applicationOpen: false, bonus: { baseBonus: 0, groupBonus: 0 },
  locationSlUrl: '', ownerUuid: '', ownerUsername: '',
};

export default class StorePage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.version = new Version(this.api, '/v1/store');
    this.form = new Form(() => this.update());
    this.tiers = new Tiers(this);
    this.changed = false;
  }

  get title() {
    return t('store.title');
  }

  get unsaved() {
    return this.changed || this.tiers.changed ? t('shell.unsaved') : null;
  }

  async load() {
    await Promise.all([this.loadStore(), this.tiers.load()]);
  }

  async loadStore() {
    try {
      await this.version.load();
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 404) {
        throw problem;
      }
      // No store yet: the form makes it.
    }
    this.changed = false;
  }

  async send(data, key) {
    const isNew = this.version.value === null;
    await this.version.replace({
      name: data.get('name').trim(),
      logo: data.get('logo').trim() || null,
      blogListed: data.has('blogListed'),
      applicationOpen: data.has('applicationOpen'),
      bonus: { baseBonus: Number(data.get('bonus/baseBonus')), groupBonus: Number(data.get('bonus/groupBonus')) },
      locationSlUrl: data.get('locationSlUrl').trim(),
      ownerUuid: data.get('ownerUuid').trim(),
      ownerUsername: data.get('ownerUsername').trim(),
    }, key);
    this.changed = false;
    this.app.say(t(isNew ? 'store.made' : 'shell.saved'));
  }

  view() {
    const may = this.app.can('store:write');
    const { value } = this.version;
    return html`<p class="lead">${t('store.lead')}</p>
      ${value ? nothing : html`<section class="notice"><h2>${t('store.noneTitle')}</h2><p>${t(may ? 'store.none' : 'store.noneView')}</p></section>`}
      <div class="columns">
        ${may ? keyed(this.version.count, this.formView(value || NEW, value === null)) : value ? this.shown(value) : nothing}
        ${this.tiers.view()}
      </div>`;
  }

  shown(store) {
    const yes = (value) => t(value ? 'shell.yes' : 'shell.no');
    return html`<section><h2>${t('store.about')}</h2>${facts([
      [t('store.name'), store.name],
      [t('store.location'), store.locationSlUrl || t('shell.none')],
      [t('store.blogListed'), yes(store.blogListed)],
      [t('store.applicationOpen'), yes(store.applicationOpen)],
      [t('store.baseBonus'), String(store.bonus.baseBonus)],
      [t('store.groupBonus'), String(store.bonus.groupBonus)],
      [t('store.ownerUsername'), store.ownerUsername],
      [t('store.ownerUuid'), store.ownerUuid],
      [t('store.logo'), store.logo || t('shell.none')],
      [t('store.id'), store.id],
    ])}<p class="quiet">${t('shell.viewOnly')}</p></section>`;
  }

  formView(store, isNew) {
    const { form } = this;
    const changed = () => { this.changed = true; };
    return html`<section><h2>${t('store.about')}</h2>
      <form class="form" @submit=${form.submit((data, key) => this.send(data, key))} @input=${changed} @change=${changed}>
        ${form.input('/name', t('store.name'), { value: store.name, required: true, maxlength: 128 })}
        ${form.input('/locationSlUrl', t('store.location'), { value: store.locationSlUrl, maxlength: 255, optional: true, help: t('store.locationHelp') })}
        ${form.input('/logo', t('store.logo'), { value: store.logo || '', optional: true })}
        <fieldset><legend>${t('store.blogging')}</legend>
        ${form.checkbox('/blogListed', t('store.blogListed'), { checked: store.blogListed, help: t('store.blogListedHelp') })}
        ${form.checkbox('/applicationOpen', t('store.applicationOpen'), { checked: store.applicationOpen, help: t('store.applicationOpenHelp') })}
        </fieldset>
        ${this.bonusView(store.bonus)}${this.ownerView(store)}
        ${form.problem && form.problem.status === 412 ? conflict(form, () => this.app.run(() => this.loadStore())) : form.alert()}
        ${form.buttons(t(isNew ? 'store.make' : 'shell.save'))}
      </form></section>`;
  }

  bonusView(bonus) {
    const percent = (name) => this.form.input(`/bonus/${name}`, t(`store.${name}`), {
      value: String(bonus[name]), type: 'number', min: 0, max: 100, step: 1, required: true,
    });
    return html`<fieldset><legend>${t('store.bonus')}</legend><div class="pair">${percent('baseBonus')}${percent('groupBonus')}</div></fieldset>`;
  }

  ownerView(store) {
    const { form } = this;
    return html`<fieldset><legend>${t('store.owner')}</legend>
      ${form.input('/ownerUsername', t('store.ownerUsername'), { value: store.ownerUsername, required: true, maxlength: 64 })}
      ${form.input('/ownerUuid', t('store.ownerUuid'), { value: store.ownerUuid, required: true })}
    </fieldset>`;
  }
}
