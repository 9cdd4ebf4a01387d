// Windows over the page, by the platform's own dialog: focus stays in it, Esc closes it, focus comes back.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { ref } from '../vendor/lit/directives/ref.js';
import { t } from '../texts.js';
import { Form } from './form.js';

let ids = 0;

/**
 * What a page holds of a window that may be open. open(body) shows what the function draws; a window with guard asks
 * before it closes by Esc or its cross.
 */
export class Dialog {
  constructor(update) {
    this.update = update;
    this.id = `dialog-${++ids}`;
    this.body = null;
    this.show = (element) => {
      this.element = element;
      // It is drawn before it is in the document.
      queueMicrotask(this.raise);
    };
  }

  get isOpen() {
    return this.body !== null;
  }

  /** Shows a window. Options: title, body (a function that draws it), guard (a text, or null), wide. */
  open({ title, body, guard = () => null, wide = false }) {
    Object.assign(this, { title, body, guard, wide });
    this.update();
    // One that was closed in this very turn is the same element.
    queueMicrotask(this.raise);
  }

  raise = () => {
    if (this.body !== null && this.element && this.element.isConnected && !this.element.open) {
      this.element.showModal();
      // What is to be filled in comes before the cross.
      const field = this.element.querySelector('form :is(input, select, textarea)');
      if (field) {
        field.focus();
      }
    }
  };

  /** Closes it without asking. */
  close = () => {
    if (this.element && this.element.open) {
      this.element.close();
    }
    this.body = null;
    this.update();
  };

  /** Closes it, after asking where something would be lost. */
  dismiss = (event) => {
    if (event) {
      event.preventDefault();
    }
    const reason = this.guard();
    if (!reason || window.confirm(reason)) {
      this.close();
    }
  };

  // Asked twice in a row the browser closes it whatever the page says.
  closed = () => {
    if (this.body !== null && !this.element.open) {
      const reason = this.guard();
      if (!reason || window.confirm(reason)) {
        this.close();
      } else {
        this.raise();
      }
    }
  };

  view() {
    return this.body === null ? nothing : html`<dialog id=${this.id} class=${this.wide ? 'wide' : nothing} aria-labelledby="${this.id}-title"
        ${ref(this.show)} @cancel=${this.dismiss} @close=${this.closed}>
      <article>
        <header><h2 id="${this.id}-title">${this.title}</h2>
          <button type="button" class="cross" aria-label=${t('shell.close')} @click=${this.dismiss}>×</button></header>
        ${this.body()}
      </article>
    </dialog>`;
  }
}

/**
 * Asks before what cannot be undone. word must be typed, where there is one; more draws further fields of the form; kind
 * is the class of the button. action gets the form's data and the Idempotency-Key.
 */
export function confirm(dialog, { title, text, button, word = null, kind = 'danger', more = () => nothing, action, done = () => {} }) {
  const form = new Form(dialog.update);
  let typed = '';
  dialog.open({
    title,
    body: () => html`<form @submit=${form.submit(async (data, key) => {
      await action(data, key);
      dialog.close();
      done();
    })}>
      <p>${text}</p>
      ${more(form)}
      ${word === null ? nothing : form.input('/confirmation', t('shell.typed', { word }), {
        value: typed,
        required: true,
        oninput: (event) => { typed = event.target.value; dialog.update(); },
      })}
      ${form.alert()}
      <div class="buttons">
        <button type="submit" class=${kind || nothing} aria-busy=${form.busy ? 'true' : 'false'}
          ?disabled=${form.busy || (word !== null && typed.trim() !== word)}>${button}</button>
        <button type="button" class="secondary" @click=${dialog.close}>${t('shell.cancel')}</button>
      </div>
    </form>`,
  });
}
