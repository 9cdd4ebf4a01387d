// The API as its own document describes it, each operation at an address of its own, to be tried out.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { live } from '../vendor/lit/directives/live.js';
import { code } from '../parts/copy.js';
import { Page } from '../parts/page.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/reference.js';
import { addTexts, plural, t } from '../texts.js';
import { openDocument } from './document.js';
import { bodyText, exampleOf } from './example.js';
import { inline, prose } from './prose.js';
import { schemaView, typeText } from './schema.js';
import { TryIt } from './tryit.js';

addTexts('reference', texts);

export default class ReferencePage extends Page {
  constructor(app, route) {
    super(app, route);
    [this.id] = route.words.slice(1);
    this.operation = null;
  }

  get title() {
    return this.operation ? this.operation.summary || this.operation.id : t('reference.title');
  }

  async load() {
    this.document = await openDocument();
    this.search = this.route.query.get('q') || '';
    this.operation = this.id ? this.document.operations.get(this.id) || null : null;
    if (this.operation && !this.tryIt && !this.operation.webhook && (this.operation.byKey || this.operation.open)) {
      this.tryIt = new TryIt(this, this.document, this.operation);
    }
  }

  view() {
    return this.operation ? this.one() : this.id ? this.unknown() : this.all();
  }

  unknown() {
    return html`<p>${t('reference.unknown', { id: this.id })}</p><p>${this.back()}</p>`;
  }

  back() {
    return html`<a href="#/reference">${t('reference.back')}</a>`;
  }

  // -- all of them ---------------------------------------------------------------------------------------------------

  all() {
    const tags = this.document.search(this.search);
    const count = tags.reduce((sum, tag) => sum + tag.operations.length, 0);
    return html`<p class="lead">${t('reference.lead')}</p>
      <details class="about"><summary>${t('reference.about')}</summary>${prose(this.document.description)}</details>
      <search><form class="bar" @submit=${(event) => { event.preventDefault(); this.app.query({ q: this.search }); }}>
        <label>${t('reference.search')}
          <input type="search" name="q" autocomplete="off" .value=${live(this.search)} placeholder=${t('reference.searchExample')}
            @input=${(event) => { this.search = event.target.value; this.update(); }} @change=${() => this.app.query({ q: this.search })}></label>
        <p class="quiet" role="status">${plural('reference.count', count)}</p>
      </form></search>
      ${tags.length === 0 ? html`<p>${t('shell.noMatch')}</p>` : tags.map((tag) => this.tag(tag))}`;
  }

  tag(tag) {
    const name = tag.events ? t('reference.events') : tag.name;
    const description = tag.events ? t('reference.eventsText') : tag.description || '';
    return html`<section class="tag"><h2>${name}</h2>${description ? html`<p class="quiet">${inline(description)}</p>` : nothing}
      <ul class="operations">${tag.operations.map((it) => html`<li><a href="#/reference/${encodeURIComponent(it.id)}">
        ${it.webhook ? nothing : method(it)}<code>${it.webhook ? it.summary : it.path}</code> <span>${it.webhook ? it.description : it.summary}</span></a></li>`)}</ul>
    </section>`;
  }

  // -- one of them ---------------------------------------------------------------------------------------------------

  one() {
    const { operation } = this;
    return html`<p>${this.back()}</p>
      ${operation.webhook ? html`<p>${badge(t('reference.event'))} ${t('reference.eventText')}</p>`
        : html`<p class="path">${method(operation)}<code>${operation.path}</code></p>`}
      ${prose(operation.description)}
      ${operation.webhook ? nothing : this.terms()}
      <div class="operation" data-operation=${operation.id}><div>
        ${operation.parameters.length ? this.parameters() : nothing}
        ${operation.body ? this.body() : nothing}
        ${this.responses()}
      </div>${this.tryIt ? this.tryIt.view() : nothing}</div>`;
  }

  /** Who may call it, and what it costs. */
  terms() {
    const { operation } = this;
    const who = operation.open ? t('reference.open') : operation.byKey ? null : t('reference.membersOnly');
    return html`<dl class="facts">
      <div><dt>${t('reference.scopes')}</dt><dd>${operation.scopes.length ? operation.scopes.map((it) => html`<code>${it}</code> `) : t('shell.none')}</dd></div>
      ${operation.cost === undefined ? nothing : html`<div><dt>${t('reference.cost')}</dt><dd>${operation.cost}</dd></div>`}
      <div><dt>${t('reference.operation')}</dt><dd><code>${operation.id}</code></dd></div>
    </dl>${who ? html`<p class="notice">${who}</p>` : nothing}`;
  }

  parameters() {
    return html`<h2>${t(this.operation.webhook ? 'reference.headers' : 'reference.parameters')}</h2>
      <div class="schema"><ul>${this.operation.parameters.map((it) => html`<li><code>${it.name}</code>
        <span class="quiet">${t(`reference.places.${it.in}`)}, ${typeText(this.document, this.document.resolve(it.schema || {}))}</span>
        ${it.required ? badge(t('reference.required')) : nothing}
        ${it.description ? html`<p>${inline(it.description)}</p>` : nothing}</li>`)}</ul></div>`;
  }

  body() {
    const { types, description } = this.operation.body;
    return html`<h2>${t('reference.body')}</h2>${description ? prose(description) : nothing}
      <p class="quiet">${types.map((it) => it.type).join(', ')}</p>
      ${this.content(types[0], t('reference.bodyExample'))}`;
  }

  content(type, name) {
    return html`${type.schema ? schemaView(this.document, type.schema) : nothing}
      <details><summary>${name}</summary>${code(this.app, bodyText(type.type, exampleOf(this.document, type)), name)}</details>`;
  }

  responses() {
    return html`<h2>${t('reference.responses')}</h2><ul class="responses">${this.operation.responses.map((it) => html`<li>
      <h3>${it.status}</h3>
      <div>${prose(it.description)}
        ${it.content.filter((type) => type.type !== '*/*').slice(0, 1).map((type) => html`<details><summary>${type.type}</summary>
          ${this.content(type, t('reference.answerExample', { status: it.status }))}</details>`)}</div>
    </li>`)}</ul>`;
  }
}

function method(operation) {
  return html`<span class="method ${operation.method === 'GET' ? 'reads' : operation.method === 'DELETE' ? 'deletes' : 'writes'}">${operation.method}</span> `;
}
