// Many products from a file: looked at before it is sent, followed while it is done, told line by line what was refused.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { code, copyButton } from '../parts/copy.js';
import { csv, save } from '../parts/download.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { badge, sentence } from '../parts/states.js';
import { table } from '../parts/table.js';
import texts from '../texts/en/productimports.js';
import { addTexts, bytes, number, plural, t, time } from '../texts.js';
import { check, linesOf } from './check.js';
import { Job, reason } from './job.js';

addTexts('productimports', texts);

const KINDS = { running: 'plain', interrupted: 'warn', done: 'good' };
const SHOWN_MOST = 200;
const EXAMPLE = '{"name":"Fancy hat","price":250,"item":"Fancy hat"}';

/** The import that this tab has begun; it outlives its page, and ends with the tab or the session. */
let job = null;
let owner = null;

export default class ImportPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, '/v1/product-imports', { limit: 10 });
    this.file = null;
    if (owner !== app.member.id) {
      job = null;
    }
    this.watch();
  }

  get title() {
    return t('productimports.title');
  }

  load() {
    return this.list.load();
  }

  watch() {
    if (job) {
      job.changed = () => this.update();
    }
  }

  left() {
    if (job) {
      job.changed = () => {};
    }
  }

  // -- what is done --------------------------------------------------------------------------------------------------

  async choose(file) {
    if (!file) {
      return;
    }
    Object.assign(this, { file, checked: null, unreadable: false });
    this.update();
    try {
      const checked = await check(file);
      if (this.file === file) {
        this.checked = checked;
      }
    } catch {
      // Moved or changed since it was chosen.
      this.unreadable = true;
    }
    this.update();
    await this.focusNew();
  }

  /** What was focused has given way to something else: those who hear the page go on there. */
  async focusNew() {
    await new Promise(requestAnimationFrame);
    const heading = document.querySelector('main h2[tabindex]');
    if (heading && this.app.page === this && document.activeElement === document.body) {
      heading.focus();
    }
  }

  forget = () => {
    Object.assign(this, { file: null, checked: null, unreadable: false });
    job = null;
    this.update();
  };

  send(key) {
    job = new Job(this.api, this.file, this.checked.count, key);
    owner = this.app.member.id;
    this.watch();
    return this.run();
  }

  run = async () => {
    const running = job.run();
    await this.focusNew();
    await running;
    await this.app.run(() => this.list.load());
    this.update();
    await this.focusNew();
  };

  // -- what is shown -------------------------------------------------------------------------------------------------

  view() {
    return html`<p class="lead">${t('productimports.lead')} <a href="#/products">${t('productimports.back')}</a></p>
      ${this.app.can('products:write') ? this.current() : html`<p class="quiet">${t('shell.viewOnly')}</p>`}
      <section class="then"><h2>${t('productimports.former')}</h2>${this.former()}</section>`;
  }

  current() {
    if (job && !job.isHere && job.state === 'running') {
      return html`<p class="notice">${t('productimports.elsewhere')}</p>`;
    }
    if (!job || !job.isHere) {
      return this.file ? this.preview() : this.chooser();
    }
    return job.state === 'done' ? this.result() : this.way();
  }

  chooser() {
    return html`<div class="drop" @dragover=${(event) => event.preventDefault()} @drop=${(event) => {
      event.preventDefault();
      this.choose(event.dataTransfer.files[0]);
    }}>
      <label for="import-file">${t('productimports.choose')}</label>
      <input id="import-file" type="file" accept=".ndjson,.jsonl,.json,application/x-ndjson" aria-describedby="import-file-help"
        @change=${(event) => this.choose(event.target.files[0])}>
      <small id="import-file-help">${t('productimports.chooseHelp')}</small>
    </div>
    <p class="quiet">${t('productimports.example')}:</p>${code(this.app, EXAMPLE, t('productimports.example'))}`;
  }

  preview() {
    if (this.unreadable) {
      return html`<p class="alert" role="alert">${t('productimports.unreadable')}</p>${this.another()}`;
    }
    if (!this.checked) {
      return html`<p role="status" aria-busy="true">${t('productimports.looking')}</p>`;
    }
    const { count, first, trouble } = this.checked;
    return html`<h2 tabindex="-1">${t('productimports.file', { name: this.file.name, lines: linesOf(count), bytes: bytes(this.file.size) })}</h2>
      ${trouble ? html`<p class="alert" role="alert">${trouble}</p>${this.another()}` : html`
        ${first.some((it) => it.wrong) ? html`<p class="notice">${t('productimports.wrongNotice')}</p>` : nothing}
        ${this.firstLines(first)}${this.sender(count)}`}`;
  }

  another() {
    return html`<button type="button" class="secondary" @click=${this.forget}>${t('productimports.another')}</button>`;
  }

  firstLines(first) {
    return html`<h3>${t('productimports.first')}</h3>${table({
      caption: t('productimports.first'),
      rows: first,
      key: (row) => row.line,
      columns: [
        { label: t('productimports.line'), cell: (row) => number(row.line) },
        { label: t('productimports.name'), cell: ({ product }) => text(product.name) },
        { label: t('productimports.price'), cell: ({ product }) => text(product.price), kind: 'number' },
        { label: t('productimports.does'), cell: ({ product, wrong }) => (wrong ? badge(wrong, 'bad')
          : product.id ? t('productimports.replaces', { id: text(product.id) }) : t('productimports.creates')) },
      ],
    })}`;
  }

  sender(count) {
    return html`<form @submit=${(event) => {
      event.preventDefault();
      this.send(event.target.elements.key.value.trim());
    }}>
      <details><summary>${t('productimports.continue')}</summary>
        <label>${t('productimports.key')} <input name="key" maxlength="255" autocomplete="off" spellcheck="false" aria-describedby="import-key-help"></label>
        <small id="import-key-help">${t('productimports.keyHelp')}</small></details>
      <div class="buttons"><button type="submit">${plural('productimports.send', count)}</button>${this.another()}</div>
    </form>`;
  }

  /** While it runs, and where it has stopped. */
  way() {
    const { seen, count, file, sent, state } = job;
    const share = file.size ? Math.min(100, Math.floor((100 * sent) / file.size)) : 100;
    return html`<section class="card">
      <h2 tabindex="-1">${t('productimports.running', { name: file.name })}</h2>
      <progress aria-label=${t('productimports.progressLabel')} max=${count} .value=${seen.lines}></progress>
      <p>${t('productimports.progress', { done: number(seen.lines), all: number(count), sent: number(share) })}<br>
        ${t('productimports.counts', { created: number(seen.created), updated: number(seen.updated), refused: number(seen.refused) })}</p>
      ${this.keyOfIt()}
      ${state === 'running' ? html`<div class="buttons"><button type="button" class="secondary" @click=${job.stop}>${t('productimports.stop')}</button></div>`
        : this.trouble()}</section>`;
  }

  keyOfIt() {
    return html`<p>${t('productimports.keyNow')}: <code>${job.key}</code> ${copyButton(this.app, job.key, t('productimports.keyNow'))}<br>
      <small>${t('productimports.keyWhy')}</small></p>`;
  }

  trouble() {
    const { problem, state } = job;
    const again = state !== 'refused';
    const title = { broken: 'broken', stopped: 'stopped', refused: 'refusedTitle' }[state];
    return html`<div class=${again ? 'notice' : 'alert'} role="alert"><p><strong>${t(`productimports.${title}`)}</strong></p>
        ${problem ? html`<p>${sentence(problem)}</p>` : nothing}
        ${again ? html`<p>${t('productimports.brokenText')}</p>` : nothing}</div>
      <div class="buttons">${again ? html`<button type="button" @click=${this.run}>${t('productimports.resume')}</button>` : nothing}${this.another()}</div>`;
  }

  result() {
    const { seen, refused } = job;
    return html`<section class="card" role="status"><h2 tabindex="-1">${t('productimports.done')}</h2>
        <p>${t('productimports.doneText', {
          lines: linesOf(seen.lines), created: number(seen.created), updated: number(seen.updated), refused: number(seen.refused),
        })} ${refused.length ? nothing : t('productimports.allFine')}</p></section>
      <div class="buttons">
        ${refused.length ? html`<button type="button" @click=${() => this.saveRefused(refused)}>${t('productimports.csv')}</button>` : nothing}
        ${this.another()}</div>
      ${refused.length ? this.refusedLines(refused) : nothing}`;
  }

  refusedLines(refused) {
    return html`<h2>${t('productimports.refusedLines')}</h2>${table({
      caption: t('productimports.refusedLines'),
      rows: refused.slice(0, SHOWN_MOST),
      key: (row) => row.line,
      columns: [
        { label: t('productimports.line'), cell: (row) => number(row.line) },
        { label: t('productimports.why'), cell: reason },
        { label: t('productimports.code'), cell: (row) => html`<code>${row.code}</code>` },
      ],
    })}
    ${refused.length > SHOWN_MOST ? html`<p class="quiet">${t('productimports.refusedMost', { count: number(SHOWN_MOST) })}</p>` : nothing}`;
  }

  saveRefused(refused) {
    const header = [t('productimports.line'), t('productimports.why'), t('productimports.code')];
    save('refused-lines.csv', csv(header, refused.map((it) => [it.line, reason(it), it.code])));
  }

  former() {
    const { rows } = this.list;
    if (rows.length === 0) {
      return html`<p class="quiet">${t('productimports.formerNone')}</p>`;
    }
    const count = (name, label) => ({ label, cell: (row) => number(row[name]), kind: 'number' });
    return html`${table({
      caption: t('productimports.former'),
      rows,
      columns: [
        { label: t('productimports.begun'), cell: (row) => time(row.createdAt) },
        { label: t('productimports.status'), cell: (row) => badge(t(`productimports.statuses.${row.status}`), KINDS[row.status]) },
        count('lines', t('productimports.linesDone')),
        count('created', t('productimports.created')),
        count('updated', t('productimports.updated')),
        count('refused', t('productimports.refused')),
        { label: t('productimports.ended'), cell: (row) => (row.completedAt ? time(row.completedAt) : '–') },
      ],
    })}${this.list.pager()}`;
  }
}

/** A member of a line that may be anything, as a short text. */
function text(value) {
  const whole = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole;
}
