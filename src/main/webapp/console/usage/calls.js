// Calls over time: how many, how they ended, how long they took, what they cost; by key or capability, too.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { LineChart, MOST_LINES } from '../parts/chart.js';
import { csv, save } from '../parts/download.js';
import { Form } from '../parts/form.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { date, number, percent, t } from '../texts.js';
import { Account, endOf } from './account.js';
import { plan, RANGES } from './range.js';
import { byMember, most, overTime, sum } from './sums.js';

const MEMBERS = { key: 'keyId', capability: 'capability' };
const FIGURES = ['requests', 'errors', 'rateLimited', 'credits', 'p95'];
const PERCENTILES = ['p50', 'p95', 'p99'];
const MOST_ROWS = 20_000;
/** Where the server names calls that it could not tell apart. */
const ANY = '*';

export class Calls {
  constructor(page) {
    this.page = page;
    this.form = new Form(() => page.update());
    this.charts = new Map();
    this.names = new Map();
    this.account = Account.isFor(page.app) ? new Account(page) : null;
  }

  get title() {
    return t('usage.title');
  }

  // -- the address ---------------------------------------------------------------------------------------------------

  asked(name) {
    return this.page.route.query.get(name) || '';
  }

  get range() {
    return RANGES.includes(this.asked('range')) ? this.asked('range') : 'day';
  }

  get by() {
    return this.asked('by') in MEMBERS ? this.asked('by') : '';
  }

  /** The address of these calls with other filters. */
  address(changes) {
    const query = new URLSearchParams(this.page.route.query);
    for (const [name, value] of Object.entries(changes)) {
      query.set(name, value);
    }
    return `#/usage?${query}`;
  }

  // -- what it asks for ----------------------------------------------------------------------------------------------

  async load() {
    const now = Date.now();
    const from = Date.parse(this.asked('from'));
    const to = Date.parse(this.asked('to'));
    const planned = from < to ? plan(this.range, now, from, to) : plan(this.range, now);
    const { by } = this;
    const [rows] = await Promise.all([
      this.page.api.all('/v1/usage', {
        query: {
          granularity: planned.granularity,
          from: new Date(planned.from).toISOString(),
          to: new Date(planned.to).toISOString(),
          groupBy: by,
          keyId: this.asked('keyId'),
          capability: this.asked('capability'),
          limit: 1000,
        },
      }, MOST_ROWS),
      this.loadNames(),
      this.account ? this.account.load() : null,
    ]);
    // All at once: until then the former calls are shown as they were asked for.
    Object.assign(this, {
      plan: planned,
      shownBy: by,
      rows,
      truncated: rows.length >= MOST_ROWS,
      total: sum(rows),
      groups: by ? byMember(rows, MEMBERS[by]) : [],
    });
  }

  /** Names of keys are for people, ids for machines. */
  async loadNames() {
    if ((this.by === 'key' || this.asked('keyId')) && this.page.app.can('keys:read')) {
      const keys = await this.page.api.all('/v1/api-keys');
      this.names = new Map(keys.map((key) => [key.id, key.name]));
    }
  }

  left() {
    this.charts.forEach((chart) => chart.destroy());
  }

  // -- words ---------------------------------------------------------------------------------------------------------

  keyName(id) {
    return this.names.get(id) || t('usage.unknownKey', { id: id.slice(-8) });
  }

  nameOf({ id, others }) {
    if (others) {
      return t('usage.others');
    }
    if (id === null || id === ANY) {
      return t('usage.tooMany');
    }
    return this.shownBy === 'key' ? this.keyName(id) : id;
  }

  /** A time as an axis has room for it, and in full. */
  timeText(time) {
    const long = this.plan.to - this.plan.from > 86_400_000;
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    const dayOnly = { month: 'short', day: 'numeric', timeZone: 'UTC' };
    switch (this.plan.step) {
      case 'month':
        return { short: date(time, { month: 'short', year: '2-digit', timeZone: 'UTC' }), long: date(time, { month: 'long', year: 'numeric', timeZone: 'UTC' }) };
      case 'day':
        return { short: date(time, dayOnly), long: date(time, { ...dayOnly, year: 'numeric' }) };
      default:
        return {
          short: date(time, long ? { month: 'short', day: 'numeric', ...clock } : clock),
          long: date(time, { dateStyle: 'medium', timeStyle: 'short' }),
        };
    }
  }

  // -- drawing -------------------------------------------------------------------------------------------------------

  view() {
    return html`<p class="lead">${t('usage.lead')}</p>
      ${this.bar()}${this.own()}${this.filters()}${this.cards()}
      ${this.truncated ? html`<p class="notice">${t('usage.truncated')}</p>` : nothing}
      ${this.total.requests === 0 ? empty({ title: t('usage.emptyTitle'), text: t('usage.empty') })
        : html`<div class="charts">${this.shownBy ? this.groupCharts() : this.totalCharts()}</div>
          <p class="quiet">${t('usage.zone')} ${this.plan.step === 'month' || this.shownBy ? t('usage.means') : ''}</p>
          ${this.shownBy ? this.totals() : nothing}`}`;
  }

  bar() {
    const select = (name, label, choices, value, change) => this.form.select(`/${name}`, label,
      choices.map((it) => [it, t(`usage.${name}s.${it || 'none'}`)]), { value, onchange: (event) => change(event.target.value) });
    return html`<div class="bar">
      ${select('range', t('usage.range'), RANGES, this.range, (range) => this.chooseRange(range))}
      ${select('group', t('usage.group'), ['', ...Object.keys(MEMBERS)], this.by, (by) => this.page.app.query({ by, sort: null }))}
      <button type="button" class="secondary end" ?disabled=${this.rows.length === 0} @click=${() => this.export()}>${t('usage.export')}</button>
    </div>`;
  }

  chooseRange(range) {
    const { from, to } = this.plan;
    const own = range === 'own';
    this.page.app.query({
      range,
      from: own ? new Date(from).toISOString() : null,
      to: own ? new Date(Math.min(to, Date.now())).toISOString() : null,
    });
  }

  /** From when to when, in the reader's zone. */
  own() {
    if (this.range !== 'own') {
      return nothing;
    }
    const field = (name) => this.form.input(`/${name}`, t(`usage.${name}`), {
      type: 'datetime-local', value: local(this.asked(name) || new Date(this.plan[name])), required: true,
    });
    return html`<form class="bar" novalidate @submit=${this.form.submit((data) => {
      this.page.app.query({ from: new Date(data.get('from')).toISOString(), to: new Date(data.get('to')).toISOString() });
    }, ownErrors)}>${field('from')}${field('to')}<button type="submit" class="secondary">${t('shell.filter')}</button></form>`;
  }

  filters() {
    const key = this.asked('keyId');
    const capability = this.asked('capability');
    if (!key && !capability) {
      return nothing;
    }
    const text = [key && t('usage.onlyKey', { name: this.keyName(key) }), capability && t('usage.onlyCapability', { name: capability })];
    return html`<p class="bar"><span>${text.filter(Boolean).join(' ')}</span>
      <button type="button" class="secondary outline" @click=${() => this.page.app.query({ keyId: null, capability: null })}>
        ${t('shell.clearFilters')}</button></p>`;
  }

  cards() {
    const { total } = this;
    const share = (part) => (total.requests ? percent(part / total.requests) : t('usage.noShare'));
    const card = (label, value, more) => html`<div class="card"><dt>${label}</dt>
      <dd><strong>${value}</strong>${more ? html`<span class="quiet">${more}</span>` : nothing}</dd></div>`;
    return html`<dl class="cards">
      ${card(t('usage.figures.requests'), number(total.requests))}
      ${card(t('usage.figures.errors'), number(total.errors), share(total.errors))}
      ${card(t('usage.figures.rateLimited'), number(total.rateLimited), share(total.rateLimited))}
      ${card(t('usage.figures.credits'), number(total.credits))}
      ${this.account ? card(t('usage.credits.balance'), number(this.account.credits.balance)) : nothing}
    </dl>
    ${this.account ? html`<p><a href="#/usage/credits">${t('usage.credits.title')}</a>: ${endOf(this.account)}</p>` : nothing}`;
  }

  chart(name, lines, times) {
    if (!this.charts.has(name)) {
      this.charts.set(name, new LineChart());
    }
    const values = lines.flatMap((line) => line.values).filter((value) => value !== null);
    const title = t(`usage.charts.${name}`);
    const format = name === 'latency' || name === 'p95' ? millis : number;
    return this.charts.get(name).view({
      title,
      lines,
      times,
      format,
      summary: t('usage.summary', {
        lines: lines.map((line) => line.name).join(', '),
        from: times[0].long,
        to: times[times.length - 1].long,
        most: format(values.length ? Math.max(...values) : 0),
      }),
    });
  }

  totalCharts() {
    const points = overTime(this.plan, this.rows);
    const times = points.map((point) => this.timeText(point.time));
    const line = (figure) => ({ name: t(`usage.figures.${figure}`), values: points.map((point) => point[figure]) });
    return [
      this.chart('calls', ['requests', 'errors', 'rateLimited'].map(line), times),
      this.chart('latency', PERCENTILES.map(line), times),
      this.chart('credits', [line('credits')], times),
    ];
  }

  groupCharts() {
    const lines = most(this.groups, MOST_LINES).map((group) => ({ name: this.nameOf(group), points: overTime(this.plan, group.rows) }));
    const times = lines[0].points.map((point) => this.timeText(point.time));
    return FIGURES.map((figure) => this.chart(figure, lines.map(({ name, points }) => ({ name, values: points.map((point) => point[figure]) })), times));
  }

  /** The sums of each key or capability. */
  totals() {
    const asked = this.asked('sort') || '-requests';
    const by = asked.replace(/^-/, '');
    const descending = asked.startsWith('-');
    const value = (row) => (by === 'name' ? this.nameOf(row).toLowerCase() : row.total[by] ?? -1);
    const rows = [...this.groups].sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (descending ? -1 : 1));
    const figure = (name, format = number) => ({
      label: t(`usage.figures.${name}`), kind: 'number', sort: name, cell: (row) => (row.total[name] === null ? t('shell.chart.none') : format(row.total[name])),
    });
    const caption = t(`usage.totals.${this.shownBy}`);
    return html`<h2>${caption}</h2>${table({
      caption,
      rows,
      key: (row) => String(row.id),
      sort: {
        by,
        descending,
        choose: (name) => this.page.app.query({ sort: by === name ? (descending ? name : `-${name}`) : name === 'name' ? name : `-${name}` }),
      },
      columns: [
        { label: t(`usage.groups.${this.shownBy}`), sort: 'name', cell: (row) => this.linked(row) },
        figure('requests'), figure('errors'), figure('rateLimited'), figure('credits'), figure('p95', millis),
      ],
    })}`;
  }

  linked(row) {
    if (row.id === null || row.id === ANY) {
      return this.nameOf(row);
    }
    return this.shownBy === 'key' ? html`<a href="#/api-keys/${row.id}">${this.nameOf(row)}</a>`
      : html`<a href=${this.address({ by: 'key', capability: row.id })}>${row.id}</a>`;
  }

  // -- export --------------------------------------------------------------------------------------------------------

  export() {
    const header = ['time', ...(this.shownBy === 'key' ? ['key_id', 'key'] : this.shownBy ? ['capability'] : []),
      'requests', 'errors', 'refused_by_limit', 'credits', 'p50_ms', 'p95_ms', 'p99_ms'];
    const figures = (point) => [point.requests, point.errors, point.rateLimited, point.credits, ...PERCENTILES.map((it) => point[it])];
    const time = (point) => new Date(point.time).toISOString();
    const group = ({ id }) => (this.shownBy === 'key' ? [id, this.nameOf({ id })] : [id]);
    const rows = this.shownBy
      ? this.groups.flatMap((it) => overTime(this.plan, it.rows).map((point) => [time(point), ...group(it), ...figures(point)]))
      : overTime(this.plan, this.rows).map((point) => [time(point), ...figures(point)]);
    save(`usage-${new Date(this.plan.from).toISOString().slice(0, 10)}.csv`, csv(header, rows));
  }
}

function millis(value) {
  return t('usage.millis', { value: number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)) });
}

/** An instant as a field of local date and time takes it. */
function local(iso) {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function ownErrors(data) {
  const from = new Date(data.get('from')).getTime();
  const to = new Date(data.get('to')).getTime();
  return {
    ...(Number.isNaN(from) ? { '/from': t('usage.noTime') } : from >= Date.now() ? { '/from': t('usage.future') } : {}),
    ...(Number.isNaN(to) ? { '/to': t('usage.noTime') } : to <= from ? { '/to': t('usage.order') } : {}),
  };
}
