// The tenant's credits: what is left and for how long, and the ledger; owners of the tenant grant and correct.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { List } from '../parts/list.js';
import { badge, empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { money, number, t, time } from '../texts.js';
import { Account, endOf } from './account.js';

const KINDS = ['opening', 'grant', 'correction', 'usage'];
const COLOURS = { opening: 'plain', grant: 'good', correction: 'warn', usage: 'plain' };
const MOST = 1_000_000_000_000;
const LONGEST_REASON = 500;

export class Credits {
  static isFor(app) {
    return Account.isFor(app);
  }

  constructor(page) {
    this.page = page;
    this.account = new Account(page);
    this.list = new List(page, this.account.path('credit-entries'), { filters: ['kind'], options: { organization: null } });
    this.filterForm = new Form(() => page.update());
    this.dialog = new Dialog(() => page.update());
  }

  get title() {
    return t('usage.credits.title');
  }

  async load() {
    await Promise.all([this.account.load(), this.list.load()]);
  }

  left() {}

  /** Owners of the tenant in person, and nobody else. */
  get mayGrant() {
    return this.page.app.member.role === 'owner' && this.page.app.can('organizations:write');
  }

  view() {
    const { credits } = this.account;
    const card = (label, value) => html`<div class="card"><dt>${label}</dt><dd><strong>${value}</strong></dd></div>`;
    return html`<p class="lead">${t('usage.credits.lead')}</p>
      <dl class="cards">
        ${card(t('usage.credits.balance'), number(credits.balance))}
        ${card(t('usage.credits.value'), money(credits.currencyValue.amount, credits.currencyValue.currency))}
        ${card(t('usage.credits.used'), number(credits.used))}
        ${card(t('usage.credits.granted'), number(credits.granted))}
      </dl>
      <p class=${this.account.forecast.kind === 'over' ? 'alert' : nothing}>${endOf(this.account)}</p>
      <div class="bar">
        <form @submit=${this.list.submitted}>${this.filterForm.select('/kind', t('usage.credits.kind'),
          ['', ...KINDS].map((it) => [it, t(`usage.credits.kinds.${it || 'all'}`)]),
          { value: this.list.filter('kind'), onchange: (event) => event.target.form.requestSubmit() })}</form>
        ${this.mayGrant ? html`<button type="button" class="end" @click=${() => this.openGrant()}>${t('usage.credits.grant')}</button>` : nothing}
      </div>
      ${this.list.rows.length ? this.entries() : this.list.filtered ? this.list.noMatch()
        : empty({ title: t('usage.credits.emptyTitle'), text: t('usage.credits.empty') })}
      ${this.list.pager()}${this.dialog.view()}`;
  }

  entries() {
    return table({
      caption: t('usage.credits.ledger'),
      rows: this.list.rows,
      columns: [
        { label: t('usage.credits.when'), cell: (row) => time(row.hour || row.createdAt) },
        { label: t('usage.credits.kind'), cell: (row) => badge(t(`usage.credits.kinds.${row.kind}`), COLOURS[row.kind]) },
        { label: t('usage.credits.amount'), kind: 'number', cell: (row) => (row.amount > 0 ? `+${number(row.amount)}` : number(row.amount)) },
        { label: t('usage.credits.reason'), cell: (row) => row.reason },
        { label: t('usage.credits.by'), cell: (row) => row.actor.name },
      ],
    });
  }

  openGrant() {
    const form = new Form(() => this.page.update());
    this.dialog.open({
      title: t('usage.credits.grant'),
      body: () => html`<form novalidate @submit=${form.submit((data, key) => this.grant(data, key), grantErrors)}>
        <p>${t('usage.credits.grantText')}</p>
        ${form.input('/amount', t('usage.credits.amount'), { required: true, help: t('usage.credits.amountHelp') })}
        ${form.input('/reason', t('usage.credits.reason'), { required: true, maxlength: LONGEST_REASON, help: t('usage.credits.reasonHelp') })}
        ${form.input('/again', t('usage.credits.again'), { required: true, help: t('usage.credits.againHelp') })}
        ${form.alert()}
        ${form.buttons(t('usage.credits.grantButton'), { cancel: this.dialog.close })}
      </form>`,
    });
  }

  async grant(data, key) {
    const amount = Number(data.get('amount'));
    await this.page.api.post(this.account.path('credit-grants'), { amount, reason: data.get('reason').trim() }, { key, organization: null });
    this.dialog.close();
    this.page.app.say(t('usage.credits.done', { amount: number(amount) }));
    await this.page.app.reload();
  }
}

function grantErrors(data) {
  const text = data.get('amount').trim();
  const amount = Number(text);
  const whole = /^-?\d+$/.test(text) && amount !== 0 && Math.abs(amount) <= MOST;
  return {
    ...(whole ? {} : { '/amount': t('usage.credits.notWhole') }),
    ...(data.get('reason').trim() ? {} : { '/reason': t('usage.credits.noReason') }),
    ...(data.get('again').trim() === text ? {} : { '/again': t('usage.credits.notSame') }),
  };
}
