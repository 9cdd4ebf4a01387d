// The loyalty tiers, all of them at once as the API takes them.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { table } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import { number, t } from '../texts.js';

const MOST = 50;
const MOST_SPEND = 1_000_000_000_000;

export class Tiers {
  constructor(page) {
    this.page = page;
    this.version = new Version(page.api, '/v1/loyalty/tiers');
    this.form = new Form(() => page.update());
    this.changed = false;
  }

  async load() {
    await this.version.load();
    this.begin();
  }

  begin() {
    // Each row has a mark of its own, so that what is typed stays with it when others go.
    this.rows = this.version.value.map((it) => ({ mark: it.id, ...it }));
    this.changed = false;
    this.page.update();
  }

  async send(key) {
    await this.version.replace(this.rows.map(({ id, name, minimumSpend, discount }) => ({
      ...(id ? { id } : {}), name: name.trim(), minimumSpend: Number(minimumSpend), discount: Number(discount),
    })), key);
    this.begin();
    this.page.app.say(t('shell.saved'));
  }

  add = () => {
    this.rows.push({ mark: Symbol('new'), name: '', minimumSpend: '', discount: '' });
    this.touch();
  };

  remove(row) {
    this.rows = this.rows.filter((it) => it !== row);
    this.touch();
  }

  touch() {
    this.changed = true;
    this.page.update();
  }

  view() {
    const may = this.page.app.can('store:write');
    return html`<section><h2>${t('store.tiers.title')}</h2><p class="quiet">${t('store.tiers.text')}</p>
      ${may ? this.editor() : this.shown()}</section>`;
  }

  shown() {
    return this.rows.length === 0 ? html`<p>${t('store.tiers.none')}</p>` : table({
      caption: t('store.tiers.caption'),
      rows: this.rows,
      columns: [
        { label: t('store.tiers.name'), cell: (it) => it.name },
        { label: t('store.tiers.spend'), cell: (it) => t('store.tiers.money', { amount: number(it.minimumSpend) }), kind: 'number' },
        { label: t('store.tiers.discount'), cell: (it) => t('store.tiers.percent', { value: number(it.discount) }), kind: 'number' },
      ],
    });
  }

  editor() {
    const { form } = this;
    return html`<form @submit=${form.submit((data, key) => this.send(key))}>
      ${this.rows.length ? this.table() : html`<p>${t('store.tiers.none')}</p>`}
      ${form.problem && form.problem.status === 412 ? conflict(form, () => this.page.app.run(() => this.load())) : form.alert()}
      <div class="buttons">
        <button type="button" class="secondary" ?disabled=${this.rows.length >= MOST} @click=${this.add}>${t('store.tiers.add')}</button>
        <button type="submit" aria-busy=${form.busy ? 'true' : 'false'} ?disabled=${form.busy}>${t('store.tiers.save')}</button>
      </div></form>`;
  }

  table() {
    const money = { type: 'number', min: 0, max: MOST_SPEND, step: 1 };
    const percent = { type: 'number', min: 0, max: 100, step: 1 };
    return html`<div class="tiers">${table({
      caption: t('store.tiers.caption'),
      rows: this.rows,
      key: (row) => row.mark,
      columns: [
        { label: t('store.tiers.name'), cell: (row) => this.cell(row, 'name', 'store.tiers.nameOf', { maxlength: 64 }) },
        { label: t('store.tiers.spend'), cell: (row) => this.cell(row, 'minimumSpend', 'store.tiers.spendOf', money) },
        { label: t('store.tiers.discount'), cell: (row) => this.cell(row, 'discount', 'store.tiers.discountOf', percent) },
        { label: t('store.tiers.actions'), kind: 'actions', cell: (row) => html`<button type="button" class="secondary outline"
          aria-label=${t('store.tiers.removeOf', { number: number(this.rows.indexOf(row) + 1) })} @click=${() => this.remove(row)}>
          ${t('store.tiers.remove')}</button>` },
      ],
    })}</div>`;
  }

  cell(row, name, label, options) {
    const at = this.rows.indexOf(row);
    return this.form.input(`/${at}/${name}`, html`<span class="sr">${t(label, { number: number(at + 1) })}</span>`, {
      ...options,
      value: String(row[name]),
      required: true,
      oninput: (event) => {
        row[name] = event.target.value;
        this.changed = true;
      },
    });
  }
}
