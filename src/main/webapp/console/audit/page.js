// Who did what, when and from where.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Dialog } from '../parts/dialog.js';
import { csv, save } from '../parts/download.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { number, plural, t, time } from '../texts.js';
import { eventView } from './event.js';
import { ChainCheck } from './verification.js';
import { ACTIONS, actionWords, actorWords, pageOf, targetWords } from './words.js';

const FILTERS = ['actor', 'action', 'target', 'from', 'to'];
const MOST_EXPORTED = 5000;
const MOST_ACTORS = 200;
const HEADER = ['sequence', 'time', 'actor_type', 'actor_id', 'actor_name', 'action', 'target_type', 'target_id', 'organization_id',
  'address', 'request_id', 'changes', 'previous_hash', 'hash'];

/** An instant as a field of local time shows it. */
function local(iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '' : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

function instant(text) {
  return text ? new Date(text).toISOString() : null;
}

function cells(event) {
  return [event.sequence, event.time, event.actor.type, event.actor.id, event.actor.name, event.action, event.target.type, event.target.id,
    event.organizationId, event.address, event.requestId, JSON.stringify(event.changes), event.previousHash, event.hash];
}

export default class AuditPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/audit-events', { filters: FILTERS, limit: 25 });
    this.dialog = new Dialog(() => this.update());
    this.check = new ChainCheck(this);
    this.exporting = false;
  }

  get title() {
    return t('audit.title');
  }

  async load() {
    [this.known] = await Promise.all([this.known || this.actors(), this.list.load()]);
  }

  // Those that can be chosen: the first of them; the others by what they did.
  async actors() {
    const { app, api } = this;
    const query = { limit: MOST_ACTORS };
    const first = async (scope, path) => (app.can(scope) ? (await api.get(path, { query })).data : []);
    const [people, keys] = await Promise.all([first('members:read', '/v1/members'), first('keys:read', '/v1/api-keys')]);
    return { people: people.map((it) => [it.id, it.name || it.email]), keys: keys.map((it) => [it.id, it.name]) };
  }

  view() {
    const { app, list } = this;
    const owner = app.organizationView && app.organizationView.name;
    const whose = owner ? t('audit.leadOne', { owner }) : t('audit.leadWhole');
    return html`<p class="lead">${t('audit.lead')} ${app.ofTenant ? whose : t('audit.verify.onlyTenant')}</p>
      <div class="buttons">${app.ofTenant ? this.check.button() : nothing}
        <button type="button" class="secondary outline" ?disabled=${this.exporting} @click=${() => this.export()}>
          ${t(this.exporting ? 'audit.exporting' : 'audit.export')}</button></div>
      ${this.check.view()}
      ${this.bar()}
      ${list.rows.length ? this.rows() : list.filtered ? list.noMatch() : empty({ title: t('audit.emptyTitle'), text: t('audit.empty') })}
      ${list.pager()}
      ${this.dialog.view()}`;
  }

  // -- filters -------------------------------------------------------------------------------------------------------

  bar() {
    const { list } = this;
    const apply = (event) => event.target.form.requestSubmit();
    return html`<form class="bar even" @submit=${this.submitted}>
      <label>${t('audit.who')}
        <select name="actor" @change=${apply}>${this.actorChoices()}</select></label>
      <label>${t('audit.what')}
        <select name="action" @change=${apply}>
        <option value="" ?selected=${!list.filter('action')}>${t('audit.anything')}</option>
        ${this.actionChoices()}</select></label>
      <label>${t('audit.targetId')}
        <input name="target" autocomplete="off" spellcheck="false" .value=${list.filter('target')}></label>
      ${['from', 'to'].map((it) => html`<label>${t(`audit.${it}`)}
        <input type="datetime-local" step="any" name=${it} .value=${local(list.filter(it))}></label>`)}
      <span class="apply"><button type="submit" class="secondary outline">${t('shell.filter')}</button>
        ${list.filtered ? html`<button type="button" class="secondary outline"
          @click=${list.clear}>${t('shell.clearFilters')}</button>` : nothing}</span>
    </form>`;
  }

  actorChoices() {
    const { people, keys } = this.known;
    const chosen = this.list.filter('actor');
    const option = ([id, name]) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`;
    const group = (label, choices) => (choices.length ? html`<optgroup label=${t(label)}>${choices.map(option)}</optgroup>` : nothing);
    return html`<option value="" ?selected=${!chosen}>${t('audit.anyone')}</option>
      ${group('audit.people', people)}${group('audit.keys', keys)}
      ${group('audit.others', this.otherActors([...people, ...keys].map(([id]) => id)))}`;
  }

  // Who is on this page or in the address but in none of the lists.
  otherActors(known) {
    const chosen = this.list.filter('actor');
    const others = new Map(chosen ? [[chosen, chosen]] : []);
    this.list.rows.filter((it) => it.actor.id).forEach((it) => others.set(it.actor.id, it.actor.name));
    return [...others].filter(([id]) => !known.includes(id));
  }

  actionChoices() {
    const chosen = this.list.filter('action');
    const names = chosen && !ACTIONS.includes(chosen) ? [...ACTIONS, chosen] : ACTIONS;
    const subjects = [...new Set(names.map((it) => it.split('.')[0]))];
    return subjects.map((subject) => html`<optgroup label=${subject}>${names.filter((it) => it.split('.')[0] === subject)
      .map((it) => html`<option value=${it} ?selected=${it === chosen}>${actionWords(it)}</option>`)}</optgroup>`);
  }

  submitted = (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    const text = (name) => String(data.get(name)).trim();
    const values = Object.fromEntries(['actor', 'action', 'target'].map((it) => [it, text(it)]));
    this.list.apply({ ...values, from: instant(text('from')), to: instant(text('to')) });
  };

  narrow(values) {
    this.dialog.close();
    this.list.apply({ ...Object.fromEntries(FILTERS.map((it) => [it, null])), ...values });
  }

  // -- rows ----------------------------------------------------------------------------------------------------------

  rows() {
    return table({
      caption: t('audit.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('audit.what'), cell: (it) => html`<span class="deed">
          <button type="button" class="plain" @click=${() => this.open(it)}>${actionWords(it.action)}</button>
          <small><code>${this.name(it.action)}</code></small></span>` },
        { label: t('audit.who'), cell: (it) => html`<span>${it.actor.name}<small class="kind">${actorWords(it.actor.type)}</small></span>` },
        { label: t('audit.target'), cell: (it) => this.target(it.target) },
        { label: t('audit.address'), cell: (it) => html`<span class=${it.address ? 'from' : 'quiet'}>${it.address || t('audit.byItself')}</span>` },
        { label: t('audit.when'), cell: (it) => html`<span class="when">${time(it.time)}</span>` },
      ],
    });
  }

  /** The name of an action, which may break after its dot. */
  name(action) {
    return action.split('.').map((part, at) => (at === 0 ? part : html`.<wbr>${part}`));
  }

  target(target) {
    const page = pageOf(target);
    const words = targetWords(target.type);
    return html`<span>${page ? html`<a href=${page}>${words}</a>` : words}<small class="kind"><code>${target.id}</code></small></span>`;
  }

  open(event) {
    const { app } = this;
    const found = app.organizations.find((it) => it.id === event.organizationId);
    const organization = event.organizationId === null ? t('audit.detail.wholeTenant') : found ? found.name : html`<code>${event.organizationId}</code>`;
    this.dialog.open({
      title: t('audit.detail.title'),
      wide: true,
      body: () => eventView(app, event, { organization, narrow: (values) => this.narrow(values) }),
    });
  }

  // -- export --------------------------------------------------------------------------------------------------------

  async export() {
    this.exporting = true;
    this.update();
    await this.app.run(async () => {
      const query = Object.fromEntries(FILTERS.map((it) => [it, this.list.filter(it)]));
      const rows = await this.api.all('/v1/audit-events', { query }, MOST_EXPORTED + 1);
      const kept = rows.slice(0, MOST_EXPORTED);
      save('audit-log.csv', csv(HEADER, kept.map(cells)));
      this.app.say(rows.length > kept.length ? t('audit.exportedPart', { count: number(kept.length) }) : plural('audit.exported', kept.length));
    });
    this.exporting = false;
    this.update();
  }
}
