// A signing secret, shown this once, and what to do with it.

import { html } from '../vendor/lit/lit-html.js';
import { code } from '../parts/copy.js';
import { Tabs } from '../parts/tabs.js';
import { t } from '../texts.js';
import { SAMPLES, VARIABLE } from './samples.js';

export class NewSecret {
  /** done is what the button does by which somebody says to have stored it. */
  constructor(app, secret, done) {
    Object.assign(this, { app, secret, done, tabs: new Tabs(() => app.update(), Object.keys(SAMPLES)) });
  }

  view(more = '') {
    const { app, secret } = this;
    return html`<p class="notice">${t('webhooks.secret.once')} ${more}</p>
      ${code(app, secret, t('webhooks.secret.label'))}
      <div class="buttons"><button type="button" @click=${this.done}>${t('webhooks.secret.done')}</button></div>
      <h3>${t('webhooks.secret.verify')}</h3>
      <p>${t('webhooks.secret.verifyText')}</p>
      ${code(app, `export ${VARIABLE}='${secret}'`, t('webhooks.secret.environmentVariable'))}
      ${this.tabs.view({
        label: t('webhooks.secret.languages'),
        text: (language) => language,
        panel: (language) => code(app, SAMPLES[language], t('webhooks.secret.sample', { language })),
      })}`;
  }
}
