// Who still uses a key that has a successor; asks again every few seconds, while somebody looks.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { confirm } from '../parts/dialog.js';
import { badge } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { ago, number, t, time } from '../texts.js';

const EVERY_MILLIS = 5000;
export const GRACES = [0, 3600, 86400, 259200, 604800, 1209600, 2592000];
export const USUAL_GRACE = 86400;

/** The choices of how long an old key goes on working. */
export function graceField(form, from = 0) {
  const choices = GRACES.slice(from).map((it) => [it, t(`apikeys.graces.${it}`)]);
  return form.select('/gracePeriodSeconds', t('apikeys.grace'), choices, { value: USUAL_GRACE });
}

export class Rotation {
  /** Of the page of a key. */
  constructor(page) {
    this.page = page;
    this.view_ = null;
  }

  get path() {
    return `/v1/api-keys/${this.page.key.id}/rotation`;
  }

  async load() {
    this.stop();
    this.view_ = this.page.key.replacedBy ? await this.page.api.get(this.path) : null;
    this.watch();
  }

  watch() {
    if (this.view_ && this.view_.status === 'active') {
      this.timer = setTimeout(() => this.again(), EVERY_MILLIS);
    }
  }

  async again() {
    if (!document.hidden) {
      try {
        this.view_ = await this.page.api.get(this.path);
      } catch (problem) {
        // The next time, then; what is shown is a few seconds older.
        if (!(problem instanceof Problem)) {
          throw problem;
        }
      }
      this.page.update();
    }
    if (!this.stopped) {
      this.watch();
    }
  }

  stop() {
    clearTimeout(this.timer);
  }

  left() {
    this.stopped = true;
    this.stop();
  }

  view() {
    const rotation = this.view_;
    if (!rotation) {
      return nothing;
    }
    const active = rotation.status === 'active';
    return html`<section class="card rotation" aria-labelledby="rotation">
      <h2 id="rotation">${t('apikeys.rotation.title')}</h2>
      ${active ? html`<p class="quiet">${t('apikeys.rotation.lead')}</p>` : nothing}
      ${facts([
        [t('apikeys.rotation.requests'), number(rotation.requestsSince)],
        [t('apikeys.rotation.last'), rotation.lastUsedAt ? `${time(rotation.lastUsedAt)} (${ago(rotation.lastUsedAt)})` : t('shell.never')],
        [t('apikeys.rotation.from'), rotation.lastUsedAddress || t('shell.none')],
        [t(`apikeys.rotation.${active ? 'until' : 'ended'}`), rotation.validUntil ? time(rotation.validUntil) : t('shell.none')],
        [t('apikeys.successor'), html`<a href="#/api-keys/${rotation.replacedBy}">${t('apikeys.openSuccessor')}</a>`],
      ])}
      ${active ? this.advice(rotation) : nothing}
      ${active && this.page.mayChange ? this.deeds() : nothing}
    </section>`;
  }

  advice({ requestsSince, replacedAt, lastUsedAddress }) {
    return requestsSince === 0
      ? html`<p>${badge(t('apikeys.hygiene.kinds.retire'), 'good')} ${t('apikeys.rotation.unused', { ago: ago(replacedAt) })}</p>`
      : html`<p class="notice">${t('apikeys.rotation.used', { address: lastUsedAddress || '–' })}</p>`;
  }

  deeds() {
    return html`<div class="buttons">
      <button type="button" class="secondary" @click=${() => this.askExtend()}>${t('apikeys.rotation.extend')}</button>
      <button type="button" class="secondary outline" @click=${() => this.askAbort()}>${t('apikeys.rotation.abort')}</button></div>`;
  }

  act(deed, body, key) {
    return this.page.api.post(`/v1/api-keys/${this.page.key.id}/actions/${deed}`, body, { key });
  }

  askExtend() {
    confirm(this.page.dialog, {
      title: t('apikeys.rotation.extendTitle'),
      text: t('apikeys.rotation.extendText'),
      button: t('apikeys.rotation.extendButton'),
      more: (form) => graceField(form, 1),
      action: (data, key) => this.act('extend-rotation', { gracePeriodSeconds: Number(data.get('gracePeriodSeconds')) }, key),
      done: () => this.page.changed(t('apikeys.rotation.extended')),
    });
  }

  askAbort() {
    confirm(this.page.dialog, {
      title: t('apikeys.rotation.abortTitle'),
      text: t('apikeys.rotation.abortText'),
      button: t('apikeys.rotation.abortButton'),
      action: (data, key) => this.act('abort-rotation', {}, key),
      done: () => this.page.changed(t('apikeys.rotation.aborted')),
    });
  }
}
