// A new endpoint, or another description of one.

import { html } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { t } from '../texts.js';
import { EventPicker } from './picker.js';
import { NewSecret } from './secret.js';
import { owner } from './words.js';

export default class EndpointFormPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.id = route.words[1] === 'new' ? null : route.words[1];
    this.form = new Form(() => this.update());
    this.changed = false;
    this.secret = null;
  }

  get title() {
    return t(this.secret ? 'webhooks.secret.title' : this.id ? 'webhooks.edit.title' : 'webhooks.edit.new');
  }

  get unsaved() {
    return this.secret ? t('webhooks.secret.leave') : this.changed ? t('shell.unsaved') : null;
  }

  async load() {
    const [types, endpoint] = await Promise.all([
      this.api.get('/v1/webhook-event-types'),
      this.id ? this.api.get(`/v1/webhook-endpoints/${this.id}`) : { url: '', description: '', eventTypes: ['*'] },
    ]);
    this.endpoint = endpoint;
    this.picker = new EventPicker(() => this.update(), () => { this.changed = true; }, types.data.filter((it) => it.subscribable), endpoint.eventTypes);
  }

  view() {
    if (!this.app.can('webhooks:write')) {
      return html`<p>${t('shell.viewOnly')}</p>`;
    }
    return this.secret ? this.secret.view() : this.fields();
  }

  fields() {
    const { endpoint, form } = this;
    const words = { owner: owner(this.app), environment: t(`webhooks.${this.app.environment}`) };
    return html`${this.id ? '' : html`<p class="lead">${t('webhooks.edit.of', words)} ${t('webhooks.edit.tells')}</p>`}
      <form class="form wide" novalidate @input=${() => { this.changed = true; }} @submit=${form.submit((data, key) => this.save(data, key), (data) => this.check(data))}>
        ${form.input('/url', t('webhooks.edit.url'), {
          value: endpoint.url, required: true, maxlength: 2000, type: 'url', placeholder: 'https://example.com/webhooks', help: t('webhooks.edit.urlHelp'),
        })}
        ${form.input('/description', t('webhooks.edit.description'), {
          value: endpoint.description || '', maxlength: 500, optional: true, help: t('webhooks.edit.descriptionHelp'),
        })}
        ${this.picker.view(form)}
        ${form.alert()}
        ${form.buttons(t(this.id ? 'shell.save' : 'webhooks.edit.add'), { cancel: () => this.app.go(this.id ? `webhooks/${this.id}` : 'webhooks') })}
      </form>`;
  }

  check(data) {
    const wrong = {};
    if (!/^https?:\/\/[^\s/]/.test(String(data.get('url')).trim())) {
      wrong['/url'] = t('webhooks.edit.urlScheme');
    }
    if (this.picker.names.length === 0) {
      wrong['/eventTypes'] = t('webhooks.picker.noEvents');
    }
    return wrong;
  }

  async save(data, key) {
    const body = {
      url: String(data.get('url')).trim(),
      description: String(data.get('description')).trim() || null,
      eventTypes: this.picker.names,
    };
    const { app, id } = this;
    if (id) {
      await this.api.patch(`/v1/webhook-endpoints/${id}`, this.changes(body), { key });
      this.changed = false;
      app.say(t('shell.saved'));
      app.go(`webhooks/${id}`);
    } else {
      this.made(await this.api.post('/v1/webhook-endpoints', body, { key }));
    }
  }

  // What somebody else changed meanwhile stays, but for what was changed here.
  changes(body) {
    return Object.fromEntries(Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(this.endpoint[name])));
  }

  made({ id, secret }) {
    this.changed = false;
    this.secret = new NewSecret(this.app, secret, () => {
      this.secret = null;
      this.app.go(`webhooks/${id}`);
    });
    this.update();
    this.app.focusHeading();
  }

  left() {
    this.secret = null;
  }
}
