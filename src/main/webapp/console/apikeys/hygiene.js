// Which active keys deserve a look, and what to do about them.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import { ago, plural, t } from '../texts.js';
import { mayChange } from './shown.js';

const DAY = 86_400_000;
const IDLE = 90 * DAY;
const SOON = 30 * DAY;
const MOST = 1000;
const MOST_ROTATIONS = 50;
const KINDS = { retire: 'good', soon: 'warn', idle: 'warn', never: 'plain' };
const STEPS = { retire: 'revoke', soon: 'rotate', idle: 'revoke', never: 'edit' };

/** What is found about a key: [kind, text], the most pressing first. rotation is of one that has a successor. */
export function findings(key, rotation, now = Date.now()) {
  if (key.replacedBy) {
    return rotation && rotation.requestsSince === 0 ? [['retire', t('apikeys.hygiene.retire', { ago: ago(rotation.replacedAt) })]] : [];
  }
  const found = [];
  if (key.expiresAt && new Date(key.expiresAt) - now < SOON) {
    found.push(['soon', t('apikeys.hygiene.soon', { ago: ago(key.expiresAt) })]);
  }
  if (now - new Date(key.lastUsedAt || key.createdAt) > IDLE) {
    found.push(['idle', key.lastUsedAt
      ? t('apikeys.hygiene.idle', { ago: ago(key.lastUsedAt) })
      : t('apikeys.hygiene.neverUsed', { ago: ago(key.createdAt) })]);
  }
  if (!key.expiresAt) {
    found.push(['never', t('apikeys.hygiene.never')]);
  }
  return found;
}

export class Hygiene {
  constructor(page) {
    this.page = page;
    this.rows = [];
  }

  async load() {
    const { api } = this.page;
    const query = { status: 'active', organizationId: api.organization };
    const keys = await api.all('/v1/api-keys', { query }, MOST);
    const rotated = keys.filter((key) => key.replacedBy).slice(0, MOST_ROTATIONS);
    const rotations = await Promise.all(rotated.map((key) => api.get(`/v1/api-keys/${key.id}/rotation`)));
    const byKey = new Map(rotations.map((it) => [it.keyId, it]));
    this.count = keys.length;
    this.rows = keys.flatMap((key) => findings(key, byKey.get(key.id)).map(([kind, text]) => ({ key, kind, text })));
  }

  view() {
    if (!this.count) {
      return nothing;
    }
    return html`<section class="hygiene" aria-labelledby="hygiene">
      <h2 id="hygiene">${t('apikeys.hygiene.title')}</h2>
      ${this.rows.length === 0 ? html`<p>${t('apikeys.hygiene.fine')}</p>` : html`<p class="quiet">${t('apikeys.hygiene.lead')}</p>
        ${Object.keys(KINDS).map((kind) => this.group(kind))}`}
      ${this.count >= MOST ? html`<p class="quiet">${t('apikeys.hygiene.most', { count: MOST })}</p>` : nothing}
    </section>`;
  }

  group(kind) {
    const rows = this.rows.filter((it) => it.kind === kind);
    return rows.length === 0 ? nothing : html`<details ?open=${kind !== 'never'}>
      <summary>${badge(t(`apikeys.hygiene.kinds.${kind}`), KINDS[kind])} ${plural('apikeys.hygiene.keys', rows.length)}</summary>
      <ul>${rows.map((row) => this.row(row))}</ul>
    </details>`;
  }

  row({ key, kind, text }) {
    // Whoever may not do it looks.
    const may = kind === 'retire' || kind === 'idle' ? this.page.app.can('keys:write') : mayChange(this.page.app, key);
    const step = t(`apikeys.hygiene.steps.${may ? kind : 'look'}`);
    const href = `#/api-keys/${key.id}${may ? `?do=${STEPS[kind]}` : ''}`;
    return html`<li><span><strong>${key.name}</strong> ${text}</span>
      <a href=${href} aria-label=${t('apikeys.hygiene.step', { step, name: key.name })}>${step}</a></li>`;
  }
}
