// The coupons of the store, or of one owner.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { either } from '../products/parts.js';
import { t } from '../texts.js';
import { statusOf } from './parts.js';

export default class CouponsPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.ofAll = new List(this, '/v1/coupons', { filters: ['active'] });
    this.ofOwner = new List(this, '');
  }

  get title() {
    return t('coupons.title');
  }

  get owner() {
    return this.route.query.get('owner') || '';
  }

  /** The list of an owner has no filter of its own. */
  get list() {
    return this.owner ? this.ofOwner : this.ofAll;
  }

  async load() {
    this.unknown = null;
    this.ofOwner.path = `/v1/coupons/owner/${encodeURIComponent(this.owner)}`;
    this.ofOwner.rows = [];
    this.ofOwner.cursors = {};
    try {
      await this.list.load();
    } catch (problem) {
      if (!this.owner || !(problem instanceof Problem) || !['not_found', 'invalid_identifier'].includes(problem.code)) {
        throw problem;
      }
      this.unknown = problem.code === 'not_found' ? t('coupons.ownerUnknown') : problem.detail;
    }
  }

  view() {
    return html`<div class="bar"><p class="lead">${t('coupons.lead')}</p>
        ${this.app.can('coupons:write') ? html`<a role="button" class="end" href="#/coupons/new">${t('coupons.create')}</a>` : nothing}
      </div>
      ${this.filters()}
      ${this.list.rows.length ? this.rows() : this.none()}
      ${this.list.pager()}`;
  }

  none() {
    if (this.unknown) {
      return nothing;
    }
    return this.owner || this.ofAll.filtered ? this.list.noMatch() : empty({ title: t('coupons.emptyTitle'), text: t('coupons.empty') });
  }

  filters() {
    return html`<search aria-label=${t('coupons.filters')}><form class="bar" @submit=${(event) => {
      event.preventDefault();
      const data = new FormData(event.target);
      const owner = data.get('owner').trim();
      this.app.query({ owner, active: owner ? null : data.get('active'), cursor: null });
    }}>
      <div class="field wide"><label for="coupons-owner">${t('coupons.ownerFilter')}</label>
        <input type="search" id="coupons-owner" name="owner" maxlength="64" autocomplete="off" spellcheck="false" .value=${this.owner}
          aria-invalid=${this.unknown ? 'true' : nothing} aria-describedby=${this.unknown ? 'coupons-owner-error' : nothing}>
        ${this.unknown ? html`<small class="error" id="coupons-owner-error">${this.unknown}</small>` : nothing}</div>
      ${this.owner ? nothing : either('active', t('coupons.active'), this.ofAll.filter('active'))}
      <button type="submit" class="secondary">${t('shell.filter')}</button>
    </form></search>`;
  }

  rows() {
    const percent = (value) => t('coupons.percent', { percent: value });
    return table({
      caption: t('coupons.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('coupons.code'), cell: (coupon) => html`<a href="#/coupons/${coupon.id}">${coupon.code}</a>` },
        { label: t('coupons.discount'), cell: ({ discount }) => percent(discount), kind: 'number' },
        { label: t('coupons.owner'), cell: ({ ownerUsername, ownerUuid }) => ownerUsername || ownerUuid },
        { label: t('coupons.ownerProfit'), cell: ({ ownerProfit }) => percent(ownerProfit), kind: 'number' },
        { label: t('coupons.status'), cell: statusOf },
      ],
    });
  }
}
