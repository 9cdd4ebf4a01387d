// Which events an endpoint is told: all, or some of the catalogue, grouped by what they are about.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { live } from '../vendor/lit/directives/live.js';
import { number, t } from '../texts.js';

/** What the name of a type is about: the part before the dot. */
function subject(name) {
  return name.split('.')[0];
}

export class EventPicker {
  /** Of the types that can be chosen, with the names that are; a star stands for all. changed is called when others are. */
  constructor(redraw, changed, types, names) {
    this.redraw = redraw;
    this.update = () => { changed(); redraw(); };
    this.types = types;
    this.all = names.includes('*');
    this.chosen = new Set(names.filter((it) => it !== '*'));
    this.words = '';
  }

  /** As the API takes them. */
  get names() {
    return this.all ? ['*'] : this.types.map((it) => it.name).filter((it) => this.chosen.has(it));
  }

  choose(names, on) {
    names.forEach((it) => (on ? this.chosen.add(it) : this.chosen.delete(it)));
    this.update();
  }

  /** Draws it as part of a form, which says what is wrong with it. */
  view(form) {
    const error = form.error('/eventTypes');
    return html`<fieldset class="picker"><legend>${t('webhooks.picker.legend')}</legend>
      ${this.mode(true, t('webhooks.picker.all'))}${this.mode(false, t('webhooks.picker.some'))}
      ${error ? html`<p class="alert" role="alert" tabindex="-1">${error}</p>` : nothing}
      ${this.all ? nothing : this.catalogue()}
    </fieldset>`;
  }

  mode(all, text) {
    return html`<label class="check"><input type="radio" name="mode" .checked=${live(this.all === all)}
      @change=${() => { this.all = all; this.update(); }}><span>${text}</span></label>`;
  }

  // Looking for something changes nothing.
  search(event) {
    event.stopPropagation();
    this.words = event.target.value;
    this.redraw();
  }

  catalogue() {
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.types.filter((it) => words.every((word) => `${it.name} ${it.description}`.toLowerCase().includes(word)));
    const groups = [...new Set(found.map((it) => subject(it.name)))];
    return html`<div class="bar">
        <label>${t('webhooks.picker.search')}
          <input type="search" autocomplete="off" .value=${live(this.words)} @keydown=${(event) => event.key === 'Enter' && event.preventDefault()}
            @input=${(event) => this.search(event)}></label>
        <p class="quiet" role="status">${t('webhooks.picker.chosen', { count: number(this.names.length), of: number(this.types.length) })}</p>
      </div>
      ${groups.length ? html`<div class="groups">${groups.map((group) => this.group(group, found.filter((it) => subject(it.name) === group)))}</div>`
        : html`<p>${t('webhooks.picker.none')}</p>`}`;
  }

  group(group, types) {
    const names = types.map((it) => it.name);
    const every = names.every((it) => this.chosen.has(it));
    const button = t(every ? 'webhooks.picker.clear' : 'webhooks.picker.choose');
    return html`<fieldset class="card"><legend class="sr">${group}</legend>
      <p><strong aria-hidden="true">${group}</strong>
        <button type="button" class="secondary outline" aria-label=${t('webhooks.picker.group', { button, group })}
          @click=${() => this.choose(names, !every)}>${button}</button></p>
      ${types.map(({ name, description }) => html`<label class="check"><input type="checkbox" .checked=${live(this.chosen.has(name))}
        @change=${(event) => this.choose([name], event.target.checked)}><span><code>${name}</code><small>${description}</small></span></label>`)}
    </fieldset>`;
  }
}
