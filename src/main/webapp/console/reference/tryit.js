// Trying an operation out with a key of one's own choice: never with the session of the console.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { code } from '../parts/copy.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { badge } from '../parts/states.js';
import { number, t } from '../texts.js';
import { callOf, faultsOf, fieldOf, isLive, send } from './call.js';
import { curlLine } from './curl.js';
import { bodyText, exampleOf } from './example.js';
import { typeText } from './schema.js';

const PASTED = 'pasted';
// Of a key that was made in this tab, as lists show it.
const SHOWN_START = 14;
const SHOWN_END = 4;
const MOST_SHOWN = 100_000;
const SHOWN_HEADERS = /^(content-type|location|etag|retry-after|allow|www-authenticate|idempotent-replayed|x-request-id|(x-)?ratelimit-.*)$/i;

/** Keys that were pasted, of who is signed in; nowhere else, and gone with them. */
const pasted = new WeakMap();

export class TryIt {
  constructor(page, document, operation) {
    Object.assign(this, { page, app: page.app, document, operation });
    this.form = new Form(() => page.update());
    this.dialog = new Dialog(() => page.update());
    this.answer = undefined;
    this.sent = null;
    const [type] = operation.body ? operation.body.types : [];
    this.values = {
      ...Object.fromEntries(operation.parameters.map((it) => [fieldOf(it), this.given(it)])),
      ...(type ? { type: type.type, body: bodyText(type.type, exampleOf(document, type)) } : {}),
    };
    this.initial = this.values;
    this.chosen = this.keys.length ? this.keys[0].id : PASTED;
  }

  /** What a parameter begins with: what must be there, nothing else. */
  given(parameter) {
    return parameter.required && parameter.in !== 'path' && parameter.example !== undefined ? String(parameter.example) : '';
  }

  /** The keys made in this tab, the last one first. */
  get keys() {
    return [...this.app.freshKeys].reverse().map(([id, key]) => ({ id, key, name: `${key.slice(0, SHOWN_START)}…${key.slice(-SHOWN_END)}` }));
  }

  get credential() {
    if (this.operation.open) {
      return '';
    }
    const made = this.keys.find((it) => it.id === this.chosen);
    return made ? made.key : pasted.get(this.app.member) || '';
  }

  // -- drawing -------------------------------------------------------------------------------------------------------

  view() {
    const { form, operation } = this;
    return html`<section aria-labelledby="try-title"><h2 id="try-title">${t('reference.try')}</h2>
      <form novalidate @input=${(event) => this.changed(event)} @change=${(event) => this.changed(event)}
        @submit=${form.submit(() => this.submitted(), () => this.errors())}>
        ${operation.open ? html`<p class="quiet">${t('reference.openText')}</p>` : this.keyFields()}
        ${operation.parameters.length ? html`<fieldset><legend>${t('reference.parameters')}</legend>
          ${operation.parameters.map((it) => this.parameter(it))}</fieldset>` : nothing}
        ${operation.body ? this.bodyFields() : nothing}
        ${form.buttons(t('reference.send', { method: operation.method }))}
      </form>
      <div role="status" aria-live="polite">${this.answer === undefined ? nothing : this.answered()}</div>
      <h3>${t('reference.curl')}</h3>
      ${code(this.app, curlLine(callOf(operation, this.values, this.credential || t('reference.yourKey'))), t('reference.curl'))}
      ${this.dialog.view()}
    </section>`;
  }

  keyFields() {
    const { form, keys } = this;
    const choices = [...keys.map((it) => [it.id, t('reference.madeKey', { name: it.name })]), [PASTED, t('reference.pastedKey')]];
    return html`${keys.length ? form.select('/key', t('reference.key'), choices, { value: this.chosen }) : nothing}
      ${this.chosen === PASTED || !keys.length ? form.input('/credential', t('reference.paste'), {
        type: 'password', value: pasted.get(this.app.member) || '', autocomplete: 'one-time-code', help: t('reference.pasteHelp'),
      }) : nothing}`;
  }

  parameter(parameter) {
    const schema = this.document.resolve(parameter.schema || {});
    const name = fieldOf(parameter);
    const options = { name, value: this.initial[name], help: `${t(`reference.places.${parameter.in}`)}, ${typeText(this.document, schema)}`, optional: !parameter.required };
    const values = schema.enum || (schema.type === 'boolean' ? [true, false] : null);
    return values ? this.form.select(`/${name}`, parameter.name, [['', t('reference.unset')], ...values.map((it) => [it, String(it)])], options)
      : this.form.input(`/${name}`, parameter.name, options);
  }

  bodyFields() {
    const { types } = this.operation.body;
    return html`<fieldset><legend>${t('reference.body')}</legend>
      ${types.length > 1 ? this.form.select('/type', t('reference.type'), types.map((it) => [it.type, it.type]), { value: this.initial.type }) : nothing}
      ${this.form.textarea('/body', t('reference.bodyOf', { type: types.length > 1 ? 'JSON' : types[0].type }), {
        value: this.initial.body, rows: Math.min(18, this.initial.body.split('\n').length + 1), spellcheck: 'false',
      })}</fieldset>`;
  }

  // -- what is filled in ---------------------------------------------------------------------------------------------

  changed(event) {
    const data = Object.fromEntries(new FormData(event.currentTarget));
    this.chosen = data.key || PASTED;
    if (data.credential !== undefined) {
      pasted.set(this.app.member, data.credential.trim());
    }
    this.values = { ...this.values, ...data };
    this.page.update();
  }

  errors() {
    const faults = Object.entries(faultsOf(this.operation, this.values, this.credential));
    return Object.fromEntries(faults.map(([name, fault]) => [`/${name}`, t(`reference.faults.${fault.code}`, fault)]));
  }

  /** Sends it; what changes something real is asked about before. */
  async submitted() {
    const call = callOf(this.operation, this.values, this.credential);
    if (call.method === 'GET' || this.operation.open || !isLive(this.credential)) {
      await this.sendIt(call);
      return;
    }
    confirm(this.dialog, {
      title: t('reference.liveTitle'),
      text: t('reference.liveText', { method: call.method, path: this.operation.path }),
      button: t('reference.liveButton'),
      action: () => this.sendIt(call),
    });
  }

  async sendIt(call) {
    this.answer = await send(call);
    this.page.update();
  }

  // -- the answer ----------------------------------------------------------------------------------------------------

  answered() {
    const { answer } = this;
    if (!answer) {
      return html`<p class="alert">${t('shell.failed.unreachable')}</p>`;
    }
    const kind = answer.status < 300 ? 'good' : answer.status < 400 ? 'plain' : 'bad';
    const problem = problemOf(answer);
    const shown = pretty(answer.body);
    return html`<h3>${t('reference.answer')}</h3>
      <p>${badge(`${answer.status} ${answer.statusText}`.trim(), kind)} <span class="quiet">${t('reference.millis', { millis: number(answer.millis) })}</span></p>
      ${problem ? html`<div class="alert"><p><code>${problem.code}</code> ${problem.detail}</p>
        ${Array.isArray(problem.errors) ? html`<ul>${problem.errors.map((it) => html`<li><code>${it.pointer}</code> ${it.detail}</li>`)}</ul>` : nothing}</div>` : nothing}
      <dl class="headers">${answer.headers.filter(([name]) => SHOWN_HEADERS.test(name)).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${shown ? code(this.app, shown.slice(0, MOST_SHOWN), t('reference.answerBody')) : html`<p class="quiet">${t('reference.noBody')}</p>`}
      ${shown.length > MOST_SHOWN ? html`<p class="quiet">${t('reference.cut', { count: number(MOST_SHOWN) })}</p>` : nothing}`;
  }
}

function problemOf(answer) {
  const isProblem = answer.headers.some(([name, value]) => name === 'content-type' && value.startsWith('application/problem+json'));
  try {
    return isProblem ? JSON.parse(answer.body) : null;
  } catch {
    return null;
  }
}

/** JSON with its lines indented; anything else as it is. */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
