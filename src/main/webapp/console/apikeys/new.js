// A new key: what it may do, and then the key, once.

import { html } from '../vendor/lit/lit-html.js';
import { refusedAt } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { t } from '../texts.js';
import { Issued } from './issued.js';
import { KeyForm } from './key-form.js';

export default class NewApiKeyPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.form = new KeyForm(this);
    this.issued = null;
  }

  get title() {
    return t('apikeys.form.title');
  }

  get unsaved() {
    return this.issued ? this.issued.unsaved : this.form.touched ? t('shell.unsaved') : null;
  }

  view() {
    if (!this.app.can('keys:write')) {
      return html`<p class="notice">${t('shell.viewOnly')}</p>`;
    }
    return this.issued ? this.issued.view() : this.form.view({
      submit: (data, key) => this.create(data, key),
      button: t('apikeys.create'),
      cancel: () => {
        this.form.touched = false;
        this.app.go('api-keys');
      },
    });
  }

  async create(data, key) {
    const body = this.form.body(data);
    const answer = await refusedAt({ duplicate_name: '/name' }, () => this.api.post('/v1/api-keys', body, { key }));
    this.issued = new Issued(this, answer, () => this.app.go(`api-keys/${answer.id}`));
  }
}
