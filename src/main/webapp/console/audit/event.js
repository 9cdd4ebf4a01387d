// One deed with everything that is written down of it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { facts, table } from '../parts/table.js';
import { number, t, time } from '../texts.js';
import { actionWords, actorWords, pageOf, targetWords } from './words.js';

/** A value as JSON had it, readable: texts as they are, lists line by line. */
function value(it) {
  if (it === null || it === undefined) {
    return html`<span class="quiet">${t('audit.detail.nothing')}</span>`;
  }
  if (Array.isArray(it)) {
    return it.length ? html`<ul class="names">${it.map((each) => html`<li>${value(each)}</li>`)}</ul>` : html`<code>[]</code>`;
  }
  return html`<code>${typeof it === 'string' ? it : JSON.stringify(it)}</code>`;
}

/** Draws what changed; a text in its place is what somebody else wrote into the row. */
function changes(event) {
  if (typeof event.changes !== 'object' || event.changes === null) {
    return html`<p class="alert">${t('audit.detail.strange')}</p><p><code>${String(event.changes)}</code></p>`;
  }
  const rows = Object.entries(event.changes).map(([name, change]) => ({ name, ...change }));
  return rows.length === 0 ? html`<p>${t('audit.detail.noChanges')}</p>` : table({
    caption: t('audit.detail.changes'),
    rows,
    key: (row) => row.name,
    columns: [
      { label: t('audit.detail.member'), cell: (row) => html`<code>${row.name}</code>` },
      { label: t('audit.detail.before'), cell: (row) => value(row.before) },
      { label: t('audit.detail.after'), cell: (row) => value(row.after) },
    ],
  });
}

/** Draws a deed. narrow shows the list of what else its actor did, or what else was done to its target. */
export function eventView(app, event, { organization, narrow }) {
  const { actor, target } = event;
  const page = pageOf(target);
  return html`${facts([
    [t('audit.detail.action'), html`${actionWords(event.action)}<br><code>${event.action}</code>`],
    [t('audit.detail.time'), html`${time(event.time)}<br><code>${event.time}</code>`],
    [t('audit.detail.actor'), html`${actor.name} <span class="quiet">${actorWords(actor.type)}</span>${actor.id ? html`<br><code>${actor.id}</code>` : nothing}`],
    [t('audit.detail.target'), html`${targetWords(target.type)}<br><code>${target.id}</code>`],
    [t('audit.detail.organization'), organization],
    [t('audit.detail.address'), event.address ? html`<code>${event.address}</code>` : t('audit.byItself')],
    ...(event.requestId ? [[t('audit.detail.request'), html`<code>${event.requestId}</code> ${copyButton(app, event.requestId, t('audit.detail.request'))}`]] : []),
  ])}
  <h3>${t('audit.detail.changes')}</h3>
  ${changes(event)}
  <div class="buttons">
    ${actor.id ? html`<button type="button" class="secondary outline" @click=${() => narrow({ actor: actor.id })}>${t('audit.detail.by', { name: actor.name })}</button>` : nothing}
    <button type="button" class="secondary outline" @click=${() => narrow({ target: target.id })}>${t('audit.detail.on')}</button>
    ${page ? html`<a role="button" class="secondary outline" href=${page}>${t('audit.detail.open', { target: targetWords(target.type) })}</a>` : nothing}
  </div>
  <details><summary>${t('audit.detail.place')}: ${number(event.sequence)}</summary>
    ${facts([[t('audit.detail.hash'), html`<code>${event.hash}</code>`], [t('audit.detail.previous'), html`<code>${event.previousHash}</code>`]])}
  </details>`;
}
