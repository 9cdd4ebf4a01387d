// Forms: labels, what the server did not accept beside the field it is about, one write for each filling-in.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { ifDefined } from '../vendor/lit/directives/if-defined.js';
import { live } from '../vendor/lit/directives/live.js';
import { idempotencyKey, Problem } from '../api.js';
import { t } from '../texts.js';
import { sentence } from './states.js';

let ids = 0;

/** Runs an action, and has a refusal that names no field stand at the one that it is about: { code: pointer }. */
export async function refusedAt(pointers, action) {
  try {
    return await action();
  } catch (problem) {
    if (problem instanceof Problem && problem.errors.length === 0 && pointers[problem.code]) {
      problem.errors = [{ pointer: pointers[problem.code], detail: problem.detail }];
    }
    throw problem;
  }
}

export class Form {
  /** @param update draws the page anew */
  constructor(update) {
    this.update = update;
    this.prefix = `f${++ids}`;
    this.busy = false;
    this.problem = null;
    this.own = {};
    this.key = idempotencyKey();
  }

  id(pointer) {
    return `${this.prefix}${pointer.replace(/[^A-Za-z0-9]/g, '-')}`;
  }

  /** What is wrong with a member of the body, by its JSON pointer. */
  error(pointer) {
    if (this.own[pointer]) {
      return this.own[pointer];
    }
    const found = this.problem && this.problem.errors.filter((it) => it.pointer === pointer || it.pointer.startsWith(`${pointer}/`));
    return found && found.length ? found.map((it) => it.detail).join('; ') : null;
  }

  /**
   * For the submit event: runs what sends the form, with its data and the Idempotency-Key, and shows its problem. check
   * may give what is wrong already: { pointer: text }.
   */
  submit(action, check = () => ({})) {
    return async (event) => {
      event.preventDefault();
      if (this.busy) {
        return;
      }
      const element = event.target;
      const data = new FormData(element);
      this.problem = null;
      this.own = check(data);
      if (Object.keys(this.own).length === 0) {
        this.busy = true;
        this.update();
        try {
          await action(data, this.key);
          this.key = idempotencyKey();
        } catch (problem) {
          if (!(problem instanceof Problem)) {
            throw problem;
          }
          this.problem = problem;
          // Refused, so nothing was written; only what may have been is repeated under its key.
          if (problem.status !== 0 && problem.status < 500) {
            this.key = idempotencyKey();
          }
        } finally {
          this.busy = false;
        }
      }
      this.update();
      await new Promise(requestAnimationFrame);
      const wrong = element.isConnected && (element.querySelector('[aria-invalid=true]') || element.querySelector('[role=alert]'));
      if (wrong) {
        wrong.focus();
      }
    };
  }

  /** What is wrong with the whole, above its buttons. */
  alert() {
    if (!this.problem) {
      return nothing;
    }
    const { errors, requestId } = this.problem;
    return html`<div class="alert" role="alert" tabindex="-1"><p>${errors.length ? t('shell.failed.form') : sentence(this.problem)}</p>
      ${errors.length ? html`<ul>${errors.map((it) => html`<li>${it.pointer ? html`<code>${it.pointer}</code> ` : nothing}${it.detail}</li>`)}</ul>` : nothing}
      ${requestId ? html`<p class="quiet">${t('shell.failed.requestId', { id: requestId })}</p>` : nothing}</div>`;
  }

  field(pointer, label, { help, optional }, control) {
    const id = this.id(pointer);
    const error = this.error(pointer);
    const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
    return html`<div class="field">
      <label for=${id}>${label}${optional ? html` <span class="quiet">(${t('shell.optional')})</span>` : nothing}</label>
      ${control({ id, described, invalid: error ? 'true' : undefined })}
      ${help ? html`<small id="${id}-help">${help}</small>` : nothing}
      ${error ? html`<small class="error" id="${id}-error">${error}</small>` : nothing}
    </div>`;
  }

  /** One line. Options: value, type, required, min, max, step, minlength, maxlength, placeholder, autocomplete, help, optional, list, oninput. */
  input(pointer, label, options = {}) {
    const { value = '', type = 'text', name = pointer.slice(1), oninput } = options;
    return this.field(pointer, label, options, ({ id, described, invalid }) => html`<input id=${id} name=${name} type=${type}
      .value=${oninput ? live(value) : value} ?required=${options.required} ?disabled=${options.disabled}
      min=${ifDefined(options.min)} max=${ifDefined(options.max)} step=${ifDefined(options.step)}
      minlength=${ifDefined(options.minlength)} maxlength=${ifDefined(options.maxlength)} list=${ifDefined(options.list)}
      placeholder=${ifDefined(options.placeholder)} autocomplete=${options.autocomplete || 'off'} spellcheck="false"
      aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @input=${oninput || nothing}>`);
  }

  /** Several lines. Options: value, rows, required, maxlength, placeholder, help, optional. */
  textarea(pointer, label, options = {}) {
    const { value = '', rows = 3, name = pointer.slice(1) } = options;
    return this.field(pointer, label, options, ({ id, described, invalid }) => html`<textarea id=${id} name=${name} rows=${rows}
      .value=${value} ?required=${options.required} maxlength=${ifDefined(options.maxlength)}
      placeholder=${ifDefined(options.placeholder)} spellcheck=${options.spellcheck || 'true'}
      aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)}></textarea>`);
  }

  /** A choice of [value, text] pairs. Options: value, help, optional, onchange, disabled. */
  select(pointer, label, choices, options = {}) {
    const { value = '', name = pointer.slice(1), onchange } = options;
    return this.field(pointer, label, options, ({ id, described, invalid }) => html`<select id=${id} name=${name} ?disabled=${options.disabled}
      aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @change=${onchange || nothing}>
      ${choices.map(([choice, text]) => html`<option value=${choice} ?selected=${String(choice) === String(value)}>${text}</option>`)}
    </select>`);
  }

  /** Yes or no. Options: checked, value, help, onchange, disabled. */
  checkbox(pointer, label, options = {}) {
    const { checked = false, value = 'on', name = pointer.slice(1), onchange } = options;
    const id = this.id(`${pointer}-${value}`);
    return html`<label class="check" for=${id}><input id=${id} type="checkbox" name=${name} value=${value} .checked=${onchange ? live(checked) : checked}
      ?disabled=${options.disabled} aria-describedby=${ifDefined(options.help ? `${id}-help` : undefined)} @change=${onchange || nothing}>
      <span>${label}${options.help ? html`<small id="${id}-help">${options.help}</small>` : nothing}</span></label>`;
  }

  /** The button that sends it, and another that gives it up. */
  buttons(text, { cancel, kind = '' } = {}) {
    return html`<div class="buttons">
      <button type="submit" class=${kind || nothing} aria-busy=${this.busy ? 'true' : 'false'} ?disabled=${this.busy}>${text}</button>
      ${cancel ? html`<button type="button" class="secondary" @click=${cancel}>${t('shell.cancel')}</button>` : nothing}
    </div>`;
  }
}
