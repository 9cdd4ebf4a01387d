// A key that is shown now: with samples of calls, and a warning before it is lost.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { ref } from '../vendor/lit/directives/ref.js';
import { BASE } from '../api.js';
import { code } from '../parts/copy.js';
import { Tabs } from '../parts/tabs.js';
import { t } from '../texts.js';
import { callFor, LANGUAGES, sample } from './samples.js';

export class Issued {
  /** Of a page, with the answer that has the key. done is called when its reader has it. */
  constructor(page, answer, done, { title = t('apikeys.issued.title'), text = t('apikeys.issued.warning'), guarded = true } = {}) {
    Object.assign(this, { page, answer, done, title, text, guarded });
    this.tabs = new Tabs(() => page.update(), LANGUAGES);
    page.app.freshKeys.set(answer.id, answer.key);
    this.arrived = (element) => queueMicrotask(() => element && element.focus());
  }

  /** Why not to leave, or null. */
  get unsaved() {
    return this.guarded ? t('apikeys.issued.unsaved') : null;
  }

  /** The text of its first call in a language. */
  sample(language) {
    const { app } = this.page;
    const { key, scopes, level } = this.answer;
    const organization = level === 'tenant' ? app.organization || (app.organizations[0] || {}).id : null;
    const call = level === 'tenant' && !organization ? 'me' : callFor(scopes);
    return sample(language, call, { address: BASE, key, organization });
  }

  // Whoever has copied the key, or a call with it, loses nothing any more.
  copied = () => {
    this.guarded = false;
    this.page.update();
  };

  samples() {
    return this.tabs.view({
      label: t('apikeys.issued.language'),
      text: (language) => t(`apikeys.languages.${language}`),
      panel: (language) => code(this.page.app, this.sample(language),
        t('apikeys.issued.sample', { language: t(`apikeys.languages.${language}`) }), { done: this.copied }),
    });
  }

  view() {
    const { answer } = this;
    return html`<section class="issued" aria-labelledby="issued-title">
      <h2 id="issued-title" tabindex="-1" ${ref(this.arrived)}>${this.title}</h2>
      ${this.text ? html`<p class="notice">${this.text}</p>` : nothing}
      ${code(this.page.app, answer.key, t('apikeys.issued.key'), { done: this.copied })}
      <h3>${t('apikeys.issued.samples')}</h3>
      <p class="quiet">${t('apikeys.issued.samplesText')}</p>
      ${this.samples()}
      <div class="buttons"><button type="button" @click=${() => {
        this.guarded = false;
        this.done(answer);
      }}>${t('apikeys.issued.done')}</button></div>
    </section>`;
  }
}
