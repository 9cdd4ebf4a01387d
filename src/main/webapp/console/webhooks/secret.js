// A signing secret, shown this once, and what to do with it.

import { html } from '../vendor/lit/lit-html.js';
import { code } from '../parts/copy.js';
import { tabs } from '../parts/tabs.js';
import { t } from '../texts.js';
import { SAMPLES, VARIABLE } from './samples.js';

export class NewSecret {
  /** done is what the button does by which somebody says to have stored it. */
  constructor(app, secret, done) {
    Object.assign(this, { app, secret, done, language: Object.keys(SAMPLES)[0] });
  }

  view(more = '') {
    const { app, secret } = this;
    return html`<p class="notice">${t('webhooks.secret.once')} ${more}</p>
      ${code(app, secret, t('webhooks.secret.label'))}
      <div class="buttons"><button type="button" @click=${this.done}>${t('webhooks.secret.done')}</button></div>
      <h3>${t('webhooks.secret.verify')}</h3>
      <p>${t('webhooks.secret.verifyText')}</p>
      ${code(app, `export ${VARIABLE}='${secret}'`, t('webhooks.secret.environmentVariable'))}
      ${tabs({
        label: t('webhooks.secret.languages'),
        choices: Object.keys(SAMPLES).map((it) => [it, it]),
        chosen: this.language,
        choose: (language) => { this.language = language; app.update(); },
        panel: code(app, SAMPLES[this.language], t('webhooks.secret.sample', { language: this.language })),
      })}`;
  }
}
