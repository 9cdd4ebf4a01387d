// Copying, also where the browser has no clipboard for pages: those that are not served securely.

import { html } from '../vendor/lit/lit-html.js';
import { t } from '../texts.js';

/** Puts a text into the clipboard and says whether that worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    (document.querySelector('dialog[open]') || document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/**
 * A button that copies a text; what names what it copies, for those who do not see it beside. done is called when the
 * text is in the clipboard.
 */
export function copyButton(app, text, what, { kind = 'secondary outline', done = () => {} } = {}) {
  return html`<button type="button" class="copy ${kind}" aria-label="${t('shell.copy')} ${what}" @click=${async () => {
    const copied = await copy(text);
    app.say(t(copied ? 'shell.copied' : 'shell.copyFailed'));
    if (copied) {
      done();
    }
  }}>${t('shell.copy')}</button>`;
}

/** A text as it is, to read and to copy. */
export function code(app, text, what, options) {
  return html`<figure class="code"><pre tabindex="0" role="region" aria-label=${what}><code>${text}</code></pre>${copyButton(app, text, what, options)}</figure>`;
}
