// One coupon, or a new one.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { copyButton } from '../parts/copy.js';
import { Form, refusedAt } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import { t } from '../texts.js';
import { statusOf } from './parts.js';

const NEW = { code: '', ownerUuid: '', ownerUsername: '', discount: '', ownerProfit: 0, active: true };
const TAKEN = { duplicate_name: '/code' };

export default class CouponPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.isNew = route.words[1] === 'new';
    this.version = new Version(this.api, `/v1/coupons/${encodeURIComponent(route.words[1])}`);
    this.form = new Form(() => this.update());
    this.changed = false;
  }

  get title() {
    return this.isNew ? t('coupons.create') : this.version.value ? this.version.value.code : t('coupons.title');
  }

  get unsaved() {
    return this.changed ? t('shell.unsaved') : null;
  }

  async load() {
    if (!this.isNew) {
      await this.version.load();
    }
    this.changed = false;
  }

  async send(data, key) {
    const body = {
      code: data.get('code').trim(),
      ownerUuid: data.get('ownerUuid').trim(),
      ownerUsername: data.get('ownerUsername').trim() || null,
      discount: Number(data.get('discount')),
      ownerProfit: Number(data.get('ownerProfit')),
      active: data.has('active'),
    };
    if (this.isNew) {
      const made = await refusedAt(TAKEN, () => this.api.post('/v1/coupons', body, { key }));
      this.changed = false;
      this.app.go(`coupons/${made.id}`);
      this.app.say(t('coupons.created'));
      return;
    }
    await refusedAt(TAKEN, () => this.version.replace(body, key));
    this.changed = false;
    this.app.say(t('shell.saved'));
  }

  view() {
    const coupon = this.version.value;
    const may = this.app.can('coupons:write');
    return html`${this.isNew ? nothing : this.facts(coupon, !may)}
      ${may ? keyed(this.version.count, this.formView(this.isNew ? NEW : coupon)) : html`<p class="quiet">${t('shell.viewOnly')}</p>`}`;
  }

  facts(coupon, all) {
    return facts([
      [t('coupons.status'), statusOf(coupon)],
      [t('coupons.id'), html`<code>${coupon.id}</code> ${copyButton(this.app, coupon.id, t('coupons.id'))}`],
      ...(all ? [
        [t('coupons.discount'), t('coupons.percent', { percent: coupon.discount })],
        [t('coupons.ownerProfit'), t('coupons.percent', { percent: coupon.ownerProfit })],
        [t('coupons.ownerUsername'), coupon.ownerUsername],
        [t('coupons.ownerUuid'), coupon.ownerUuid],
      ] : []),
    ]);
  }

  formView(coupon) {
    const { form } = this;
    const changed = () => { this.changed = true; };
    const percent = (name, label) => form.input(`/${name}`, label, {
      value: String(coupon[name]), type: 'number', min: 0, max: 100, step: 1, required: true,
    });
    return html`<form class="form" @submit=${form.submit((data, key) => this.send(data, key))} @input=${changed} @change=${changed}>
      ${form.input('/code', t('coupons.code'), {
        value: coupon.code, required: true, minlength: 3, maxlength: 40, help: t('coupons.codeHelp'),
      })}
      <div class="pair">${percent('discount', t('coupons.discountPercent'))}${percent('ownerProfit', t('coupons.profitPercent'))}</div>
      ${form.input('/ownerUuid', t('coupons.ownerUuid'), { value: coupon.ownerUuid, required: true })}
      ${form.input('/ownerUsername', t('coupons.ownerUsername'), {
        value: coupon.ownerUsername, maxlength: 64, optional: true, help: t('coupons.ownerUsernameHelp'),
      })}
      ${form.checkbox('/active', t('coupons.active'), { checked: coupon.active, help: t('coupons.activeHelp') })}
      ${form.problem && form.problem.status === 412 ? conflict(form, () => this.app.run(() => this.load())) : form.alert()}
      ${form.buttons(t(this.isNew ? 'coupons.create' : 'shell.save'), this.isNew ? { cancel: () => this.app.go('coupons') } : {})}
    </form>`;
  }
}
