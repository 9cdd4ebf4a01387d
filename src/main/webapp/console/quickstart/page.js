// From nothing to the first answer: an organization where there is none, a key, a call.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { ref } from '../vendor/lit/directives/ref.js';
import { BASE, Problem } from '../api.js';
import { callFor, LANGUAGES, sample } from '../apikeys/samples.js';
import { code } from '../parts/copy.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { Tabs } from '../parts/tabs.js';
import keyTexts from '../texts/en/apikeys.js';
import texts from '../texts/en/quickstart.js';
import { addTexts, t } from '../texts.js';
import { Calls } from './calls.js';

addTexts('apikeys', keyTexts);
addTexts('quickstart', texts);

const DAY = 86_400_000;
const DAYS = 30;
const MOST_NAMED = 3;
// What there is to look at; nothing of keys, members and the like.
const SCOPES = ['products:read', 'store:read', 'categories:read', 'customers:read', 'credits:read', 'coupons:read', 'giftcards:read',
  'vault:read', 'credits_balance:read'];

/** What was made in this tab, without the key, which the shell forgets at the end of the session. */
let last = null;

export default class QuickstartPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.form = new Form(() => this.update());
    this.tabs = new Tabs(() => this.update(), LANGUAGES);
    this.made = null;
    this.disabled = [];
    this.arrived = (element) => queueMicrotask(() => element && element.focus());
    const key = last && app.freshKeys.get(last.id);
    if (key && last.organizationId === app.organization && last.environment === app.environment) {
      this.show({ ...last, key });
      this.copied = true;
    }
  }

  get title() {
    return t('quickstart.title');
  }

  get unsaved() {
    return this.made && !this.copied ? t('quickstart.call.unsaved') : null;
  }

  /** What owners must know as soon as they come: which of their endpoints Allogate has disabled. */
  async load() {
    if (!this.app.can('webhooks:read')) {
      return;
    }
    try {
      const { data } = await this.api.get('/v1/webhook-endpoints', { query: { enabled: false, limit: 100 } });
      this.disabled = data.filter((it) => it.disabledReason);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      // The page is of use without it, and the next visit asks again.
    }
  }

  view() {
    const { app } = this;
    return html`<p class="lead">${t('quickstart.lead')}</p>
      ${this.disabled.length ? this.unsent() : nothing}
      ${!app.organization ? this.organization() : html`${this.place()}${this.made ? this.call() : this.key()}`}`;
  }

  unsent() {
    const { disabled } = this;
    return html`<section class="alert" aria-label=${t('quickstart.unsent.title')}>
      <p><strong>${t('quickstart.unsent.title')}</strong> ${t('quickstart.unsent.text')}</p>
      <ul>${disabled.slice(0, MOST_NAMED).map((it) => html`<li><a href="#/webhooks/${it.id}">${it.url}</a> ${it.disabledReason}</li>`)}</ul>
      ${disabled.length > MOST_NAMED ? html`<p><a href="#/webhooks?enabled=false">${t('quickstart.unsent.all')}</a></p>` : nothing}
    </section>`;
  }

  place() {
    const { environment, organizationView } = this.app;
    return html`<p>${t('quickstart.environment', {
      environment: t(`shell.environment.${environment}`).toLowerCase(),
      organization: organizationView ? organizationView.name : t('quickstart.thisOrganization'),
    })}</p>`;
  }

  // -- where there is no organization --------------------------------------------------------------------------------

  organization() {
    const { app } = this;
    if (app.organizations.length > 0) {
      return this.choice();
    }
    return app.can('organizations:write') ? this.firstOrganization() : html`<p class="notice">${t('quickstart.organization.ask')}</p>`;
  }

  choice() {
    const { app, form } = this;
    return html`<section class="form"><h2>${t('quickstart.organization.chooseTitle')}</h2>
      <p>${t('quickstart.organization.choose')}</p>
      <form @submit=${form.submit((data) => app.choose({ organization: data.get('organization') }))}>
        ${form.select('/organization', t('quickstart.organization.which'), app.organizations.map((it) => [it.id, it.name]))}
        ${form.buttons(t('quickstart.organization.goOn'))}
      </form></section>`;
  }

  firstOrganization() {
    const { app, form } = this;
    const text = (name) => t(`quickstart.organization.${name}`);
    return html`<section class="form"><h2>${text('title')}</h2>
      <p>${text('text')}</p>
      <form @submit=${form.submit((data, key) => this.makeOrganization(data, key))}>
        ${form.input('/name', text('name'), { required: true, maxlength: 128, autocomplete: 'organization' })}
        ${form.input('/email', text('email'), { type: 'email', required: true, value: app.member.email, autocomplete: 'email' })}
        ${form.input('/timezone', text('timezone'), {
          required: true, help: text('timezoneHelp'), list: 'timezones', value: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
        })}
        <datalist id="timezones">${Intl.supportedValuesOf('timeZone').map((it) => html`<option value=${it}></option>`)}</datalist>
        ${form.alert()}
        ${form.buttons(text('button'))}
      </form></section>`;
  }

  async makeOrganization(data, key) {
    const { app } = this;
    const body = { name: data.get('name'), email: data.get('email'), timezone: data.get('timezone') };
    const organization = await this.api.post('/v1/organizations', body, { key, organization: null });
    await app.loadOrganizations();
    app.say(t('quickstart.organization.made'));
    await app.choose({ organization: organization.id });
  }

  // -- the key -------------------------------------------------------------------------------------------------------

  key() {
    const { app, form } = this;
    if (!app.can('keys:write')) {
      return html`<p class="notice">${t('quickstart.look')}</p>`;
    }
    return html`<section class="form"><h2>${t('quickstart.key.title')}</h2>
      <p>${t('quickstart.key.text', { days: this.days })}</p>
      <form @submit=${form.submit((data, key) => this.makeKey(key))}>
        ${form.alert()}
        ${form.problem && form.problem.code === 'key_limit_reached' ? html`<p>${t('quickstart.key.full')}
          <a href="#/api-keys?status=active">${t('quickstart.key.keys')}</a></p>` : nothing}
        ${form.buttons(t('quickstart.key.button'))}
      </form></section>`;
  }

  /** How long the key works: no longer than the organization's policy lets it, as far as that is known. */
  get days() {
    const { organizationView } = this.app;
    return Math.min(DAYS, (organizationView && organizationView.keyPolicy.lifetimeDays) || DAYS);
  }

  async makeKey(key) {
    const { app } = this;
    const random = crypto.getRandomValues(new Uint8Array(3));
    const code_ = Array.from(random, (it) => it.toString(16).padStart(2, '0')).join('').toUpperCase();
    const body = {
      name: t('quickstart.key.name', { code: code_ }),
      organizationId: app.organization,
      environment: app.environment,
      scopes: SCOPES.filter((scope) => app.can(scope)),
      // A minute less, for clocks that differ.
      expiresAt: new Date(Date.now() + this.days * DAY - 60_000).toISOString(),
    };
    const answer = await this.post(body, key);
    app.freshKeys.set(answer.id, answer.key);
    last = { ...answer, key: null };
    this.show(answer);
  }

  async post(body, key) {
    try {
      return await this.api.post('/v1/api-keys', body, { key });
    } catch (problem) {
      // Members of one organization do not see its policy; without a word of ours it says the end itself.
      if (!(problem instanceof Problem) || !problem.errors.some((it) => it.pointer === '/expiresAt')) {
        throw problem;
      }
      return this.api.post('/v1/api-keys', { ...body, expiresAt: null }, { key: `${key}0` });
    }
  }

  show(answer) {
    this.made = answer;
    this.copied = false;
    this.calls = new Calls(this, answer.key);
  }

  // -- the calls -----------------------------------------------------------------------------------------------------

  call() {
    const { made, app } = this;
    const text = (language) => sample(language, callFor(made.scopes), { address: BASE, key: made.key });
    const done = () => {
      this.copied = true;
      this.update();
    };
    return html`<section aria-labelledby="call"><h2 id="call" tabindex="-1" ${ref(this.arrived)}>${t('quickstart.call.title')}</h2>
        <p>${t('quickstart.call.text')}</p>
        ${this.tabs.view({
          label: t('apikeys.issued.language'),
          text: (language) => t(`apikeys.languages.${language}`),
          panel: (language) => code(app, text(language), t('apikeys.issued.sample', {
            language: t(`apikeys.languages.${language}`),
          }), { done }),
        })}
        <h3>${t('apikeys.issued.key')}</h3>
        <p class="notice">${t('quickstart.call.warning')}</p>
        ${code(app, made.key, t('apikeys.issued.key'), { done })}
        <p class="quiet">${t('quickstart.key.manage', made)} <a href="#/api-keys/${made.id}">${t('quickstart.key.manageLink')}</a></p>
      </section>
      <section aria-labelledby="try"><h2 id="try">${t('quickstart.try.title')}</h2>
        <p>${t('quickstart.try.text')}</p>
        ${this.calls.view()}
      </section>`;
  }
}
