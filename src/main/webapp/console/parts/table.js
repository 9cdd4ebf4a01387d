// Rows under headings; on a narrow screen each row becomes a card with the headings beside its cells.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { ref } from '../vendor/lit/directives/ref.js';
import { repeat } from '../vendor/lit/directives/repeat.js';

// What scrolls sideways is reached by keyboard as long as it does.
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest('.table');
    const names = { role: 'region', tabindex: '0', 'aria-label': box.querySelector('caption').textContent };
    for (const [name, value] of Object.entries(names)) {
      if (box.scrollWidth > box.clientWidth) {
        box.setAttribute(name, value);
      } else {
        box.removeAttribute(name);
      }
    }
  }
});

function watch(box) {
  if (box) {
    watcher.observe(box);
    watcher.observe(box.firstElementChild);
  }
}

/**
 * A table. A column is { label, cell: (row) => template, kind: 'number' | 'actions' | undefined }; the first one is the
 * heading of its row. key tells rows apart; busy says that other rows are on their way; linked has a click anywhere in a
 * row follow the link of its heading. Columns with a name in sort are sorted by a button in their heading: sort says
 * { by, descending, choose(name) }.
 */
export function table({ caption, columns, rows, key = (row) => row.id, busy = false, linked = false, sort = null }) {
  return html`<div class="table ${linked ? 'linked' : ''} ${sort ? 'sortable' : ''}"
      aria-busy=${busy ? 'true' : 'false'} ${ref(watch)}>
    <table>
      <caption class="sr">${caption}</caption>
      <thead><tr>${columns.map((column) => heading(column, sort))}</tr></thead>
      <tbody>
        ${repeat(rows, key, (row) => html`<tr>
          ${columns.map((column, at) => at === 0
            ? html`<th scope="row" data-label=${column.label}>${column.cell(row)}</th>`
            : html`<td class=${column.kind || nothing} data-label=${column.label}>${column.cell(row)}</td>`)}
        </tr>`)}
      </tbody>
    </table>
  </div>`;
}

function heading(column, sort) {
  if (!sort || !column.sort) {
    return html`<th scope="col" class=${column.kind || nothing}>${column.label}</th>`;
  }
  const chosen = sort.by === column.sort;
  const mark = !chosen ? '↕' : sort.descending ? '↓' : '↑';
  return html`<th scope="col" class=${column.kind || nothing} aria-sort=${chosen ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
    <button type="button" @click=${() => sort.choose(column.sort)}>${column.label} <span aria-hidden="true">${mark}</span></button></th>`;
}

/** Facts in pairs: [[label, value], ...]. */
export function facts(pairs) {
  return html`<dl class="facts">${pairs.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
