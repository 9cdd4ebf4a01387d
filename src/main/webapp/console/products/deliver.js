// The window in which a product goes to a resident, and what becomes of it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { badge, sentence } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { t, time } from '../texts.js';

const KINDS = { pending: 'warn', delivered: 'good', failed: 'bad' };
const FIRST_MILLIS = 2_000;
const LONGEST_MILLIS = 15_000;

export class Deliver {
  /** changed is called when the product has a piece less, or one more again. */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    this.dialog = new Dialog(() => app.update());
  }

  open(product) {
    this.product = product;
    this.delivery = null;
    this.problem = null;
    this.form = new Form(() => this.app.update());
    this.dialog.open({ title: t('products.deliver.title', { name: product.name }), body: () => (this.delivery ? this.state() : this.recipient()) });
  }

  recipient() {
    return html`<form @submit=${this.form.submit((data, key) => this.send(data, key))}>
      <p>${t('products.deliver.text')}</p>
      ${this.form.input('/recipient', t('products.deliver.recipient'), { required: true, help: t('products.deliver.recipientHelp') })}
      ${this.form.alert()}
      ${this.form.buttons(t('products.deliver.send'), { cancel: this.dialog.close })}
    </form>`;
  }

  async send(data, key) {
    const path = `/v1/products/${this.product.id}/actions/deliver`;
    this.delivery = await this.app.api.post(path, { recipient: data.get('recipient').trim() }, { key });
    this.follow(this.delivery.id, FIRST_MILLIS);
    await this.changed();
  }

  /** Asks again and again, less and less often, as long as somebody looks. */
  follow(id, millis) {
    this.timer = setTimeout(async () => {
      if (!this.dialog.isOpen || !this.delivery || this.delivery.id !== id) {
        return;
      }
      try {
        this.delivery = await this.app.api.get(`/v1/deliveries/${id}`);
        this.problem = null;
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          throw problem;
        }
        this.problem = problem;
      }
      this.app.update();
      if (this.delivery.status === 'pending') {
        this.follow(id, Math.min(millis * 1.5, LONGEST_MILLIS));
      } else {
        await this.changed();
      }
    }, millis);
  }

  left() {
    clearTimeout(this.timer);
  }

  state() {
    const { delivery } = this;
    return html`<div role="status">${facts([
      [t('products.deliver.status'), badge(t(`products.deliver.statuses.${delivery.status}`), KINDS[delivery.status])],
      [t('products.deliver.to'), delivery.recipientUsername || delivery.recipientUuid],
      [t('products.deliver.begun'), time(delivery.createdAt)],
      ...(delivery.completedAt ? [[t('products.deliver.ended'), time(delivery.completedAt)]] : []),
      ...(delivery.reason ? [[t('products.deliver.reason'), delivery.reason]] : []),
      [t('products.deliver.id'), html`<code>${delivery.id}</code>`],
    ])}</div>
    ${delivery.status === 'pending' ? html`<p class="quiet">${t('products.deliver.wait')}</p>` : nothing}
    ${this.problem ? html`<p class="alert">${sentence(this.problem)}</p>` : nothing}
    <div class="buttons"><button type="button" class="secondary" @click=${this.dialog.close}>${t('shell.close')}</button></div>`;
  }

  view() {
    return this.dialog.view();
  }
}
