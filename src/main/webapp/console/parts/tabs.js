// A few views of one thing, one at a time: arrow keys go from tab to tab (the pattern of the ARIA practices).

import { html } from '../vendor/lit/lit-html.js';

let ids = 0;

export class Tabs {
  /** @param names of the tabs, of which the first one is chosen */
  constructor(update, names) {
    Object.assign(this, { update, names, chosen: names[0], id: `tabs-${++ids}` });
  }

  choose(name) {
    this.chosen = name;
    this.update();
  }

  pressed(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = (this.names.indexOf(this.chosen) + step + this.names.length) % this.names.length;
      this.choose(this.names[at]);
      event.currentTarget.querySelectorAll('[role=tab]')[at].focus();
    }
  }

  /** label names them all, text each of them, panel draws the chosen one. */
  view({ label, text, panel }) {
    return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${(event) => this.pressed(event)}>
        ${this.names.map((name) => html`<button type="button" role="tab" id="${this.id}-${name}" aria-controls="${this.id}-panel"
          aria-selected=${name === this.chosen ? 'true' : 'false'} tabindex=${name === this.chosen ? 0 : -1}
          @click=${() => this.choose(name)}>${text(name)}</button>`)}
      </div>
      <div role="tabpanel" id="${this.id}-panel" aria-labelledby="${this.id}-${this.chosen}">${panel(this.chosen)}</div>`;
  }
}
