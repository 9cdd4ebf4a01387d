// Whether the chain of the audit log holds, asked for by somebody and told in words.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { sentence } from '../parts/states.js';
import { day, number, plural, t } from '../texts.js';

const MILLIS_DIGITS = 12;

/** When an event was written, from its id: a UUIDv7 begins with the milliseconds. */
function instantOf(id) {
  return parseInt(id.replaceAll('-', '').slice(0, MILLIS_DIGITS), 16);
}

export class ChainCheck {
  constructor(page) {
    Object.assign(this, { page, running: false, result: null, problem: null });
  }

  run = async () => {
    if (this.running) {
      return;
    }
    Object.assign(this, { running: true, result: null, problem: null });
    this.page.update();
    try {
      const { api } = this.page;
      this.result = await api.post('/v1/audit-events/actions/verify', undefined, { organization: null });
      this.tenant = await api.get('/v1/tenant', { organization: null });
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      this.problem = problem;
    } finally {
      this.running = false;
    }
    this.page.update();
  };

  button() {
    return html`<button type="button" class="secondary outline" ?disabled=${this.running} @click=${this.run}>${t('audit.verify.button')}</button>`;
  }

  view() {
    return html`<div class="verification" role="status">${this.running ? html`<label>${t('audit.verify.running')}<progress></progress></label>`
      : this.problem ? html`<p class="alert">${sentence(this.problem)}</p>`
        : this.result ? this.told() : nothing}</div>`;
  }

  told() {
    const { valid, checked } = this.result;
    return valid ? html`<p class="good-news">${checked ? plural('audit.verify.holds', checked) : t('audit.verify.none')}
      ${this.tenant ? t('audit.verify.since', { day: day(this.tenant.createdAt) }) : nothing}</p>` : this.broken();
  }

  broken() {
    const { checked, firstBroken: { id, sequence, reason } } = this.result;
    const at = id && instantOf(id);
    return html`<div class="alert"><p><strong>${t('audit.verify.broken')}</strong> ${t(`audit.verify.${reason}`, { sequence: number(sequence) })}
        ${checked ? plural('audit.verify.first', checked) : t('audit.verify.firstNone')}</p>
      <p>${t('audit.verify.next')}</p>
      ${at ? html`<button type="button" class="secondary" @click=${() => this.page.showFrom(at, at + 1)}>${t('audit.verify.show')}</button>` : nothing}</div>`;
  }
}
