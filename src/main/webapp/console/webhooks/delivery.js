// One delivery: what was sent, and everything that was answered, which is a stranger's and shown as text alone.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { code } from '../parts/copy.js';
import { Page } from '../parts/page.js';
import { badge, sentence } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { Problem } from '../api.js';
import { ago, number, t, time } from '../texts.js';
import { isUnderWay } from './endpoint.js';
import { Poll } from './poll.js';
import { answered, error, state, succeeded, visible } from './words.js';

/** JSON with line breaks, or the text as it is. */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export default class DeliveryPage extends Page {
  constructor(app, route) {
    super(app, route);
    [, this.endpoint, , this.id] = route.words;
    this.path = `/v1/webhook-deliveries/${this.id}`;
    this.refusal = null;
    this.poll = new Poll(async () => { await this.look(); this.update(); }, () => isUnderWay(this.delivery));
  }

  get title() {
    return t('webhooks.delivery.title');
  }

  async load() {
    await this.look();
    this.poll.begin();
  }

  async look() {
    this.delivery = await this.api.get(this.path);
  }

  left() {
    this.poll.stop();
  }

  async redeliver() {
    this.refusal = null;
    try {
      await this.api.post(`${this.path}/actions/redeliver`);
      this.app.say(t('webhooks.delivery.redelivered'));
      await this.load();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.refusal = problem;
    }
    this.update();
  }

  view() {
    const { delivery } = this;
    return html`<p class="back"><a href="#/webhooks/${this.endpoint}">${t('webhooks.delivery.back')}</a></p>
      ${facts([
        [t('webhooks.delivery.type'), html`<code>${delivery.eventType}</code>`],
        [t('webhooks.delivery.state'), state(delivery)],
        [t('webhooks.delivery.created'), time(delivery.createdAt)],
        [t('webhooks.delivery.tried'), number(delivery.attempts)],
        ...(delivery.nextAttemptAt && !isUnderWay(delivery) ? [[t('webhooks.delivery.next'), html`${ago(delivery.nextAttemptAt)}, ${time(delivery.nextAttemptAt)}`]] : []),
        [t('webhooks.delivery.id'), html`<code>${delivery.eventId}</code>`],
      ])}
      ${this.refusal ? html`<p class="alert" role="alert">${sentence(this.refusal)}</p>` : nothing}
      <p role="status" class="quiet">${isUnderWay(delivery) ? t('webhooks.delivery.waiting') : nothing}</p>
      ${this.app.can('webhooks:write') ? html`<div class="buttons"><button type="button" class="secondary"
        @click=${() => this.redeliver()}>${t('webhooks.delivery.redeliver')}</button></div>` : nothing}
      <h2>${t('webhooks.delivery.payload')}</h2>
      ${this.payload()}
      <h2>${t('webhooks.delivery.attempts')}</h2>
      ${delivery.attemptLog.length ? [...delivery.attemptLog].reverse().map((it) => this.attempt(it)) : html`<p>${t('webhooks.delivery.noAttempts')}</p>`}`;
  }

  payload() {
    const { payload, payloadTruncated } = this.delivery;
    if (payload === null) {
      return html`<p>${t('webhooks.delivery.payloadGone')}</p>`;
    }
    return html`<p class="quiet">${t(payloadTruncated ? 'webhooks.delivery.payloadCut' : 'webhooks.delivery.payloadPretty')}</p>
      ${code(this.app, payloadTruncated ? payload : pretty(payload), t('webhooks.delivery.payload'))}`;
  }

  attempt(attempt) {
    const { answer, number: count } = attempt;
    return html`<section class="attempt">
      <h3>${t('webhooks.delivery.attempt', { number: count })} ${badge(answered(attempt), succeeded(attempt) ? 'good' : 'bad')}</h3>
      <p class="quiet">${time(attempt.at)} · ${t('webhooks.delivery.millis', { count: number(attempt.durationMs) })}</p>
      ${attempt.error ? html`<p>${error(attempt)}</p>` : nothing}
      ${answer ? html`<p>${t('webhooks.delivery.answerText')}</p>${code(this.app, visible(answer), t('webhooks.delivery.answer', { number: count }))}`
        : attempt.status === null ? nothing : html`<p class="quiet">${t('webhooks.delivery.noAnswer')}</p>`}
    </section>`;
  }
}
