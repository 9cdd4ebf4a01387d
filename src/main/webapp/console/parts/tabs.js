// One of several panels, chosen by tabs; arrow keys go from tab to tab (ARIA practices).

import { html } from '../vendor/lit/lit-html.js';

let ids = 0;
const KEYS = { ArrowRight: (at, last) => (at === last ? 0 : at + 1), ArrowLeft: (at, last) => (at === 0 ? last : at - 1), Home: () => 0, End: (at, last) => last };
const prefixes = new Map();

/** Tabs: label names them, choices are [value, text] pairs, choose takes the one that is clicked, panel is what belongs to the chosen one. */
export function tabs({ label, choices, chosen, choose, panel }) {
  const prefix = prefixes.get(label) || prefixes.set(label, `tabs-${++ids}`).get(label);
  const moved = (event, at) => {
    const next = KEYS[event.key] && KEYS[event.key](at, choices.length - 1);
    if (next !== undefined) {
      event.preventDefault();
      event.currentTarget.parentElement.children[next].focus();
      choose(choices[next][0]);
    }
  };
  return html`<div class="tabs" role="tablist" aria-label=${label}>
      ${choices.map(([value, text], at) => html`<button type="button" role="tab" id="${prefix}-${at}" aria-controls="${prefix}-panel"
        aria-selected=${value === chosen ? 'true' : 'false'} tabindex=${value === chosen ? 0 : -1}
        @click=${() => choose(value)} @keydown=${(event) => moved(event, at)}>${text}</button>`)}
    </div>
    <div role="tabpanel" id="${prefix}-panel" aria-labelledby="${prefix}-${choices.findIndex(([value]) => value === chosen)}">${panel}</div>`;
}
