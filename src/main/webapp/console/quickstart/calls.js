// The calls of the quickstart, sent with a key as any other program would: without the session.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { address } from '../api.js';
import { badge } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { t } from '../texts.js';

const STORE = (key) => ({ 'X-API-Key': key });
const VAULT = (key) => ({ Authorization: `Bearer ${key}` });

const CALLS = {
  store: { path: '/v1/store', headers: STORE },
  products: { path: '/v1/products?limit=10', headers: STORE },
  tiers: { path: '/v1/loyalty/tiers', headers: STORE },
  me: { path: '/api/v2/me', headers: VAULT },
  projects: { path: '/api/v2/vault/projects?limit=10', headers: VAULT },
};

/** A header as documents write it; browsers tell its name in small letters. */
function written(name) {
  return name.replace('ratelimit', 'RateLimit').replace(/(^|-)[a-z]/g, (it) => it.toUpperCase());
}

/** A body to read: JSON on several lines, anything else as it is. */
function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export class Calls {
  constructor(page, key) {
    Object.assign(this, { page, key });
    this.answers = {};
  }

  async run(name) {
    this.answers[name] = { running: true };
    this.page.update();
    this.answers[name] = await this.answer(CALLS[name]);
    this.page.update();
  }

  async answer({ path, headers }) {
    try {
      const response = await fetch(address(path), { headers: headers(this.key), credentials: 'omit', cache: 'no-store' });
      return {
        status: response.status,
        ok: response.ok,
        limits: [...response.headers].filter(([name]) => name.includes('ratelimit') || name === 'retry-after'),
        body: readable(await response.text()),
      };
    } catch {
      return { status: 0 };
    }
  }

  // One after the other, so that the limits can be seen to go down.
  async runAll() {
    for (const name of Object.keys(CALLS)) {
      await this.run(name);
    }
  }

  view() {
    return html`<div class="buttons"><button type="button" @click=${() => this.runAll()}>${t('quickstart.try.all')}</button></div>
      <ul class="calls">${Object.entries(CALLS).map(([name, call]) => this.call(name, call))}</ul>`;
  }

  call(name, { path }) {
    const answer = this.answers[name];
    return html`<li class="card">
      <div class="call"><strong>${t(`quickstart.try.calls.${name}`)}</strong> <code>GET ${path}</code>
        <span role="status">${this.state(answer)}</span>
        <button type="button" class="secondary outline" aria-label=${t('quickstart.try.runOf', { path })}
          @click=${() => this.run(name)}>${t('quickstart.try.run')}</button></div>
      ${answer && answer.status ? this.answered(name, path, answer) : nothing}
    </li>`;
  }

  state(answer) {
    if (!answer) {
      return html`<span class="quiet">${t('quickstart.try.notRun')}</span>`;
    }
    if (answer.running) {
      return html`<span class="quiet">${t('quickstart.try.running')}</span>`;
    }
    return answer.status === 0 ? badge(t('quickstart.try.unreachable'), 'bad')
      : badge(t('quickstart.try.status', answer), answer.ok ? 'good' : answer.status === 404 ? 'warn' : 'bad');
  }

  answered(name, path, { status, limits, body }) {
    return html`${status === 404 ? this.missing(name) : nothing}
      ${limits.length ? facts(limits.map(([header, value]) => [html`<code>${written(header)}</code>`, value]))
        : html`<p class="quiet">${t('quickstart.try.noLimits')}</p>`}
      <details open><summary>${t('quickstart.try.body')}</summary>
        <pre class="answer" tabindex="0" role="region"
          aria-label=${t('quickstart.try.bodyOf', { path })}><code>${body}</code></pre></details>`;
  }

  missing(name) {
    const { app } = this.page;
    return html`<p class="notice">${t(`quickstart.try.missing.${name === 'store' ? 'store' : 'other'}`)}
      ${name === 'store' && app.can('store:write') ? html`<a href="#/store">${t('quickstart.try.missing.storeLink')}</a>` : nothing}</p>`;
  }
}
