// The store credit of a customer: what there is, how it came to be, and what changes it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { Form, refusedAt } from '../parts/form.js';
import { List } from '../parts/list.js';
import { table } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import { money } from '../products/parts.js';
import { number, t, time } from '../texts.js';
import { nameOf } from './parts.js';

const MOST = 1_000_000_000_000;
const MOST_AT_ONCE = 1_000_000_000;
const REFUSALS = { insufficient_credit: '/amount', conflict: '/amount' };

/** An amount with its sign, whichever it is. */
function signed(amount) {
  return amount > 0 ? `+${number(amount)}` : number(amount);
}

export class StoreCredit {
  constructor(page, dialog, path) {
    Object.assign(this, { page, dialog, path });
    this.version = new Version(page.api, `${path}/credits`);
    this.list = new List(page, `${path}/credits/entries`);
  }

  async load() {
    await Promise.all([this.version.load(), this.list.load()]);
  }

  /** After a change the last entries are the first ones, on the first page. */
  changed = async () => {
    if (this.list.filter('cursor')) {
      this.page.app.query({ cursor: null });
    } else {
      await this.page.app.run(() => this.load());
      this.page.update();
    }
  };

  view() {
    const { credit, restrictedCredit } = this.version.value;
    return html`<section class="then"><h2>${t('customers.credit.title')}</h2>
      <div class="cards">
        <p class="card">${t('customers.credit.ordinary')}<strong>${money(credit)}</strong></p>
        <p class="card">${t('customers.credit.restricted')}<strong>${money(restrictedCredit)}</strong>
          <small>${t('customers.credit.restrictedHelp')}</small></p>
      </div>
      ${this.page.app.can('credits:write') ? html`<div class="buttons">
        <button type="button" @click=${() => this.adjust()}>${t('customers.credit.adjust')}</button>
        <button type="button" class="secondary" @click=${() => this.set()}>${t('customers.credit.set')}</button></div>` : nothing}
      <p class="quiet">${t('customers.credit.text')}</p>
      ${this.list.rows.length ? this.ledger() : html`<p>${t('customers.credit.none')}</p>`}
      ${this.list.pager()}</section>`;
  }

  ledger() {
    return table({
      caption: t('customers.credit.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('customers.credit.when'), cell: (entry) => time(entry.createdAt) },
        { label: t('customers.credit.reason'), cell: (entry) => this.reason(entry) },
        { label: t('customers.credit.change'), cell: (entry) => signed(entry.amount), kind: 'number' },
        { label: t('customers.credit.restrictedChange'), cell: (entry) => signed(entry.restrictedAmount), kind: 'number' },
        { label: t('customers.credit.after'), cell: (entry) => number(entry.credit), kind: 'number' },
        { label: t('customers.credit.restrictedAfter'), cell: (entry) => number(entry.restrictedCredit), kind: 'number' },
      ],
    });
  }

  reason({ reason, giftCardId }) {
    const text = t(`customers.credit.reasons.${reason}`);
    return giftCardId && this.page.app.can('giftcards:read') ? html`<a href="#/giftcards/${giftCardId}">${text}</a>` : text;
  }

  adjust() {
    const { page, dialog } = this;
    const form = new Form(() => page.update());
    const submit = form.submit(async (data, key) => {
      const body = { amount: Number(data.get('amount')), restricted: data.get('restricted') === 'true' };
      await refusedAt(REFUSALS, () => page.api.post(`${this.path}/actions/adjust-credits`, body, { key }));
      dialog.close();
      page.app.say(t('customers.credit.adjusted'));
      await this.changed();
    }, (data) => (Number(data.get('amount')) === 0 ? { '/amount': t('customers.credit.zero') } : {}));
    dialog.open({
      title: t('customers.credit.adjustTitle', { name: nameOf(page.customer) }),
      body: () => html`<form @submit=${submit}>
        ${form.input('/amount', t('customers.credit.amount'), {
          type: 'number', min: -MOST_AT_ONCE, max: MOST_AT_ONCE, step: 1, required: true, help: t('customers.credit.amountHelp'),
        })}
        ${form.select('/restricted', t('customers.credit.kind'), [
          ['false', t('customers.credit.ordinary')], ['true', t('customers.credit.restricted')],
        ])}
        ${form.alert()}
        ${form.buttons(t('customers.credit.adjust'), { cancel: dialog.close })}
      </form>`,
    });
  }

  set() {
    const { page, dialog, version } = this;
    const form = new Form(() => page.update());
    const submit = form.submit(async (data, key) => {
      await version.replace({ credit: Number(data.get('credit')), restrictedCredit: Number(data.get('restrictedCredit')) }, key);
      dialog.close();
      page.app.say(t('shell.saved'));
      await this.changed();
    });
    const newer = async () => {
      await page.app.run(() => this.load());
      page.update();
    };
    const amount = (name, label) => form.input(`/${name}`, label, {
      value: String(version.value[name]), type: 'number', min: 0, max: MOST, step: 1, required: true,
    });
    dialog.open({
      title: t('customers.credit.setTitle', { name: nameOf(page.customer) }),
      body: () => keyed(version.count, html`<form @submit=${submit}>
        <p>${t('customers.credit.setText')}</p>
        ${amount('credit', t('customers.credit.ordinary'))}${amount('restrictedCredit', t('customers.credit.restricted'))}
        ${form.problem && form.problem.status === 412 ? conflict(form, newer) : form.alert()}
        ${form.buttons(t('shell.save'), { cancel: dialog.close })}
      </form>`),
    });
  }
}
