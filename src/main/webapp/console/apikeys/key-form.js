// What can be chosen about a key, when it is made and when it is changed.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { day, t } from '../texts.js';
import { ScopePicker } from './scope-picker.js';
import { ownsTenant } from './shown.js';

const DAY = 86_400_000;
const SUGGESTED = [30, 90, 365];
const TIERS = ['default', 'free', 'standard', 'pro', 'enterprise'];
const MOST_LIMITS = 4;

export class KeyForm {
  /** A form of a page; key is what is changed, or null. */
  constructor(page, key = null) {
    Object.assign(this, { page, key });
    const { app } = page;
    this.form = new Form(() => page.update());
    this.picker = new ScopePicker(() => page.update(), app.member.scopes, key ? key.scopes : []);
    this.of = key ? key.organizationId || '' : app.organization || '';
    this.limits = key && key.ratePolicy ? key.ratePolicy.map((it) => ({ ...it })) : [];
    this.end = key ? 'keep' : this.policyDays ? 'policy' : '365';
    this.touched = false;
  }

  /** What the organization's policy allows at most, as far as it is known. */
  get policyDays() {
    const organization = this.page.app.organizations.find((it) => it.id === this.of);
    return (organization && organization.keyPolicy.lifetimeDays) || null;
  }

  // -- what is sent --------------------------------------------------------------------------------------------------

  /** What is wrong already. */
  check = (data) => ({
    ...(this.picker.scopes.length ? {} : { '/scopes': t('apikeys.form.noScopes') }),
    ...(this.end === 'own' && !data.get('day') ? { '/day': t('apikeys.form.dayMissing') } : {}),
  });

  expiry(data) {
    if (this.end === 'own') {
      // To the end of that day, as its reader counts days.
      return new Date(`${data.get('day')}T23:59:59`).toISOString();
    }
    const days = Number(this.end);
    return days ? new Date(Date.now() + days * DAY).toISOString() : null;
  }

  /** Everything, for a new key. */
  body(data) {
    const terms = {
      name: data.get('name'),
      scopes: this.picker.scopes,
      tier: data.get('tier') || null,
      ratePolicy: this.limits.length ? this.limits.map((it, at) => ({
        limit: Number(data.get(`ratePolicy/${at}/limit`)),
        windowSeconds: Number(data.get(`ratePolicy/${at}/windowSeconds`)),
      })) : null,
      allowedAddresses: data.get('allowedAddresses').split(/[\s,]+/).filter(Boolean),
      ...(this.end === 'keep' ? {} : { expiresAt: this.expiry(data) }),
    };
    return this.key ? terms : {
      ...terms,
      environment: data.get('environment'),
      ...(this.of ? { organizationId: this.of } : { level: 'tenant' }),
    };
  }

  /** What differs, for a change. */
  changes(data) {
    const body = this.body(data);
    const same = (name) => JSON.stringify(body[name]) === JSON.stringify(this.key[name]);
    return Object.fromEntries(Object.entries(body).filter(([name]) => !same(name)));
  }

  // -- what is shown -------------------------------------------------------------------------------------------------

  /** submit gets the data and the Idempotency-Key. */
  view({ submit, button, cancel }) {
    const { form, key, page } = this;
    return html`<form class="form wide" @submit=${form.submit(submit, this.check)} @input=${() => { this.touched = true; }}>
      ${form.input('/name', t('apikeys.name'), { value: key ? key.name : '', required: true, help: t('apikeys.form.nameHelp') })}
      ${key ? nothing : html`${this.owner()}${this.environment()}`}
      ${this.picker.view(form)}
      <div class="columns">${this.expires()}
        ${form.select('/tier', t('apikeys.tier'), TIERS.map((it) => [it === 'default' ? '' : it, t(`apikeys.tiers.${it}`)]), {
          value: key ? key.tier || '' : '', help: t('apikeys.tierHelp'),
        })}</div>
      ${form.textarea('/allowedAddresses', t('apikeys.addresses'), {
        value: key ? key.allowedAddresses.join('\n') : '', optional: true, spellcheck: 'false', help: t('apikeys.addressesHelp'),
      })}
      ${this.advanced()}
      ${form.alert()}
      ${form.problem && form.problem.code === 'key_limit_reached' ? html`<p>${t('apikeys.form.limitReached')}
        <a href="#/api-keys?status=active">${t('apikeys.back')}</a></p>` : nothing}
      ${form.buttons(button, { cancel: cancel || (() => page.app.go('api-keys')) })}
    </form>`;
  }

  owner() {
    const { app } = this.page;
    if (!app.ofTenant || app.organization) {
      return nothing;
    }
    const choices = app.organizations.map((it) => [it.id, it.name]);
    if (ownsTenant(app)) {
      choices.unshift(['', t('apikeys.whole')]);
    } else if (!this.of && choices.length) {
      [[this.of]] = choices;
    }
    return this.form.select('/organizationId', t('apikeys.form.of'), choices, {
      value: this.of,
      help: t('apikeys.form.ofHelp'),
      onchange: (event) => {
        this.of = event.target.value;
        this.end = this.policyDays ? 'policy' : '365';
        this.page.update();
      },
    });
  }

  environment() {
    const { app } = this.page;
    const id = this.form.id('/environment');
    return html`<fieldset aria-describedby="${id}-help"><legend>${t('apikeys.environment')}</legend>
      <div class="presets">${['live', 'test'].map((it) => html`<label class="check"><input type="radio" name="environment" value=${it}
        ?checked=${it === app.environment}><span>${t(`shell.environment.${it}`)}</span></label>`)}</div>
      <small id="${id}-help">${t('apikeys.form.environmentHelp')}</small></fieldset>`;
  }

  expires() {
    const { form, key, policyDays } = this;
    const allowed = SUGGESTED.filter((it) => !policyDays || it < policyDays);
    const choices = [
      ...(key && key.expiresAt ? [['keep', t('apikeys.form.choices.keep', { date: day(key.expiresAt) })]] : []),
      ...(key && !key.expiresAt ? [['keep', t('apikeys.form.choices.keepNever')]] : []),
      ...(policyDays ? [['policy', t('apikeys.form.choices.policy', { days: policyDays })]] : []),
      ...allowed.map((it) => [String(it), t(`apikeys.form.choices.${it}`)]),
      ...(policyDays || (key && !key.expiresAt) ? [] : [['never', t('apikeys.form.choices.never')]]),
      ['own', t('apikeys.form.choices.own')],
    ];
    const days = Number(this.end);
    const help = policyDays ? t('apikeys.form.policyHelp', { days: policyDays })
      : days ? t('apikeys.form.ends', { date: day(Date.now() + days * DAY) }) : t('apikeys.form.expiresHelp');
    return html`<div>${form.select('/expiresAt', t('apikeys.form.expires'), choices, {
      value: this.end,
      help,
      onchange: (event) => {
        this.end = event.target.value;
        this.page.update();
      },
    })}
    ${this.end === 'own' ? form.input('/day', t('apikeys.form.day'), { type: 'date', ...this.days() }) : nothing}</div>`;
  }

  days() {
    const date = (millis) => new Date(millis).toISOString().slice(0, 10);
    const { policyDays } = this;
    return { min: date(Date.now()), ...(policyDays ? { max: date(Date.now() + (policyDays - 1) * DAY) } : {}) };
  }

  advanced() {
    const { form, limits } = this;
    const change = (action) => () => {
      action();
      this.touched = true;
      this.page.update();
    };
    return html`<details class="advanced" ?open=${limits.length > 0}><summary>${t('apikeys.form.advanced')}</summary>
      <p class="quiet">${t('apikeys.form.advancedHelp')}</p>
      ${limits.map((limit, at) => html`<fieldset class="limit">
        <legend class="sr">${t('apikeys.form.limitNumber', { number: at + 1 })}</legend>
        ${form.input(`/ratePolicy/${at}/limit`, t('apikeys.form.limit'), {
          type: 'number', min: 1, max: 1000000, required: true, value: limit.limit,
          oninput: (event) => { limit.limit = event.target.value; },
        })}
        ${form.input(`/ratePolicy/${at}/windowSeconds`, t('apikeys.form.window'), {
          type: 'number', min: 1, max: 86400, required: true, value: limit.windowSeconds,
          oninput: (event) => { limit.windowSeconds = event.target.value; },
        })}
        <button type="button" class="secondary outline" aria-label=${t('apikeys.form.removeLimit', { number: at + 1 })}
          @click=${change(() => limits.splice(at, 1))}>${t('shell.delete')}</button></fieldset>`)}
      ${limits.length < MOST_LIMITS ? html`<button type="button" class="secondary outline"
        @click=${change(() => limits.push({ limit: 60, windowSeconds: 60 }))}>${t('apikeys.form.addLimit')}</button>` : nothing}
    </details>`;
  }
}
