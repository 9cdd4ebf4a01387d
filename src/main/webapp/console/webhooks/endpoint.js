// One endpoint: what it is, what can be done with it, and what it was sent.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { Dialog, confirm } from '../parts/dialog.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { facts, table } from '../parts/table.js';
import { ago, number, t, time } from '../texts.js';
import { Poll } from './poll.js';
import { NewSecret } from './secret.js';
import { answered, error, events, organizationName, state, status } from './words.js';

// Longer than a try is leased for: a log that is read while one ends has its answer, and still the end of its lease.
const SOON_MILLIS = 40_000;
const DAY_SECONDS = 86_400;
const TEST = 'webhook_endpoint.test';

/** Whether a delivery is being sent, or will be in a moment. */
export function isUnderWay({ state: its, attempts, lastAttempt, nextAttemptAt }) {
  const ended = lastAttempt ? lastAttempt.number : 0;
  return its === 'pending' && (attempts > ended || new Date(nextAttemptAt).getTime() < Date.now() + SOON_MILLIS);
}

/** What is typed to confirm that an endpoint is meant. */
function hostOf(url) {
  return (URL.canParse(url) && new URL(url).host) || url;
}

export default class EndpointPage extends Page {
  constructor(app, route) {
    super(app, route);
    [, this.id] = route.words;
    this.path = `/v1/webhook-endpoints/${this.id}`;
    this.log = new List(this, `${this.path}/deliveries`, { filters: ['state', 'eventType'] });
    this.dialog = new Dialog(() => this.update());
    this.poll = new Poll(() => this.lookAgain(), () => this.endpoint.enabled && this.log.rows.some(isUnderWay));
  }

  get title() {
    return t('webhooks.detail.title');
  }

  get unsaved() {
    return this.secret ? t('webhooks.secret.leave') : null;
  }

  async load() {
    const types = this.types || this.api.get('/v1/webhook-event-types');
    [this.endpoint, this.types] = await Promise.all([this.api.get(this.path), types, this.log.load()]);
    this.poll.begin();
  }

  async lookAgain() {
    await this.log.load();
    this.update();
  }

  left() {
    this.poll.stop();
    this.secret = null;
  }

  view() {
    const { endpoint } = this;
    return html`<p class="back"><a href="#/webhooks">${t('webhooks.back')}</a></p>
      <p class="address"><code>${endpoint.url}</code> ${copyButton(this.app, endpoint.url, t('webhooks.url'))}</p>
      ${endpoint.enabled ? nothing : html`<p class="notice">${endpoint.disabledReason
        ? t('webhooks.detail.disabledByItself', { reason: endpoint.disabledReason }) : t('webhooks.detail.disabledByHand')}</p>`}
      ${this.app.can('webhooks:write') ? this.deeds() : nothing}
      ${facts([
        [t('webhooks.status'), status(endpoint)],
        ...(endpoint.description ? [[t('webhooks.description'), endpoint.description]] : []),
        [t('webhooks.events'), html`${events(endpoint)}${endpoint.eventTypes.includes('*') ? nothing
          : html`<ul class="names">${endpoint.eventTypes.map((it) => html`<li><code>${it}</code></li>`)}</ul>`}`],
        ...(this.app.ofTenant ? [[t('webhooks.organization'), organizationName(this.app, endpoint.organizationId)]] : []),
        [t('webhooks.environment'), t(`shell.environment.${endpoint.environment}`)],
        [t('webhooks.created'), time(endpoint.createdAt)],
      ])}
      <h2>${t('webhooks.log.title')}</h2>
      <p class="quiet">${t('webhooks.log.text')}</p>
      ${this.deliveries()}
      ${this.dialog.view()}`;
  }

  // -- deeds ---------------------------------------------------------------------------------------------------------

  deeds() {
    const { enabled } = this.endpoint;
    const button = (text, action, kind = 'secondary outline') => html`<button type="button" class=${kind} @click=${action}>
      ${t(`webhooks.detail.${text}`)}</button>`;
    return html`<div class="buttons">
      ${enabled ? button('sendTest', () => this.sendTest(), '') : button('resume', () => this.resume(), '')}
      <a role="button" class="secondary outline" href="#/webhooks/${this.id}/edit">${t('shell.edit')}</a>
      ${button('rotate', () => this.rotate())}
      ${enabled ? button('disable', () => this.disable()) : nothing}
      <button type="button" class="secondary outline" @click=${() => this.remove()}>${t('shell.delete')}</button>
    </div>`;
  }

  async change(enabled) {
    this.endpoint = await this.api.patch(this.path, { enabled });
    this.app.say(t(enabled ? 'webhooks.detail.resumed' : 'webhooks.detail.disabledNow'));
    this.poll.begin();
  }

  resume() {
    return this.app.run(() => this.change(true));
  }

  disable() {
    confirm(this.dialog, {
      title: t('webhooks.detail.disableTitle'),
      text: t('webhooks.detail.disableText'),
      button: t('webhooks.detail.disable'),
      action: () => this.change(false),
    });
  }

  remove() {
    confirm(this.dialog, {
      title: t('webhooks.detail.deleteTitle'),
      text: t('webhooks.detail.deleteText'),
      button: t('webhooks.detail.deleteButton'),
      word: hostOf(this.endpoint.url),
      action: () => this.api.delete(this.path),
      done: () => {
        this.app.say(t('webhooks.detail.deleted'));
        this.app.go('webhooks');
      },
    });
  }

  rotate() {
    let rotated;
    let seconds = DAY_SECONDS;
    confirm(this.dialog, {
      title: t('webhooks.detail.rotateTitle'),
      text: t('webhooks.detail.rotateText'),
      button: t('webhooks.detail.rotateButton'),
      more: (form) => form.select('/gracePeriodSeconds', t('webhooks.detail.grace'),
        [DAY_SECONDS, 3600, 0].map((it) => [it, t(`webhooks.detail.graces.${it}`)]), { value: seconds }),
      action: async (data, key) => {
        seconds = Number(data.get('gracePeriodSeconds'));
        rotated = await this.api.post(`${this.path}/actions/rotate-secret`, { gracePeriodSeconds: seconds }, { key });
      },
      done: () => this.show(rotated.secret, seconds),
    });
  }

  show(secret, seconds) {
    this.secret = new NewSecret(this.app, secret, () => {
      this.secret = null;
      this.dialog.close();
    });
    const more = seconds === 0 ? t('webhooks.secret.over') : t('webhooks.secret.grace', { for: t(`webhooks.detail.for.${seconds}`) });
    this.dialog.open({
      title: t('webhooks.secret.rotated'),
      wide: true,
      guard: () => this.unsaved,
      body: () => (this.secret ? this.secret.view(more) : nothing),
    });
  }

  sendTest() {
    let chosen = TEST;
    let delivery;
    const names = this.types.data.map((it) => it.name).filter((it) => it !== TEST);
    const choices = [[TEST, t('webhooks.detail.plainTest')], ...names.map((it) => [it, it])];
    confirm(this.dialog, {
      title: t('webhooks.detail.sendTest'),
      text: t('webhooks.detail.testText'),
      button: t('webhooks.detail.testButton'),
      kind: '',
      more: (form) => form.select('/eventType', t('webhooks.detail.testType'), choices, {
        value: chosen,
        onchange: (event) => { chosen = event.target.value; },
      }),
      action: async (data, key) => {
        delivery = await this.api.post(`${this.path}/actions/test`, { eventType: data.get('eventType') }, { key });
      },
      done: () => {
        this.app.say(t('webhooks.detail.tested'));
        this.app.go(`webhooks/${this.id}/deliveries/${delivery.id}`);
      },
    });
  }

  // -- the log -------------------------------------------------------------------------------------------------------

  deliveries() {
    const { log } = this;
    if (log.rows.length === 0 && !log.filtered) {
      const text = t(this.app.can('webhooks:write') ? 'webhooks.log.empty' : 'webhooks.log.emptyLooking');
      return empty({ title: t('webhooks.log.emptyTitle'), text });
    }
    return html`<form class="bar" @submit=${log.submitted}>
        ${this.choice('state', 'webhooks.log.state', ['pending', 'delivered', 'exhausted'].map((it) => [it, t(`webhooks.states.${it}`)]))}
        ${this.choice('eventType', 'webhooks.log.type', this.types.data.map((it) => [it.name, it.name]))}
        <button type="button" class="secondary outline"
          @click=${() => this.app.run(() => this.lookAgain())}>${t('webhooks.log.refresh')}</button>
      </form>
      ${log.rows.length ? this.rows() : log.noMatch()}
      ${log.pager()}`;
  }

  choice(name, label, choices) {
    return html`<label>${t(label)}
      <select name=${name} @change=${(event) => event.target.form.requestSubmit()}>
        ${[['', t('webhooks.any')], ...choices].map(([value, text]) => html`<option value=${value}
          ?selected=${value === this.log.filter(name)}>${text}</option>`)}
      </select></label>`;
  }

  rows() {
    const quiet = (text) => html`<span class="quiet">${text}</span>`;
    return table({
      caption: t('webhooks.log.caption'),
      linked: true,
      rows: this.log.rows,
      columns: [
        { label: t('webhooks.log.type'), cell: (it) => html`<a href="#/webhooks/${this.id}/deliveries/${it.id}">${it.eventType}</a>` },
        { label: t('webhooks.log.state'), cell: state },
        { label: t('webhooks.log.answer'), cell: ({ lastAttempt: last }) => (last ? error(last) || answered(last) : quiet(t('shell.none'))) },
        { label: t('webhooks.log.attempts'), kind: 'number', cell: (it) => number(it.attempts) },
        { label: t('webhooks.log.time'), cell: (it) => time(it.createdAt) },
        { label: t('webhooks.log.next'), cell: ({ nextAttemptAt: at }) => (at && this.endpoint.enabled ? ago(at) : quiet('–')) },
      ],
    });
  }
}
