// What a key may do: scopes by area, with presets and counts.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { live } from '../vendor/lit/directives/live.js';
import texts from '../texts/en/apikeys.js';
import { plural, t } from '../texts.js';

const AREAS = {
  store: ['store', 'products', 'categories', 'customers', 'credits', 'coupons', 'giftcards'],
  vault: ['vault', 'credits_balance'],
};

function areaOf(scope) {
  const [subject] = scope.split(':');
  return Object.keys(AREAS).find((area) => AREAS[area].includes(subject)) || 'manage';
}

const reads = (scope) => scope.endsWith(':read');

export class ScopePicker {
  /** @param held the scopes that may be chosen, in the order of the catalogue */
  constructor(update, held, chosen = []) {
    Object.assign(this, { update, held, chosen: new Set(chosen) });
  }

  get scopes() {
    return this.held.filter((scope) => this.chosen.has(scope));
  }

  presets() {
    return { read: this.held.filter(reads), full: this.held };
  }

  /** The preset that says what is chosen. */
  get preset() {
    const { scopes } = this;
    const same = Object.entries(this.presets()).find(([, of]) => of.length === scopes.length && of.every((it) => this.chosen.has(it)));
    return same ? same[0] : 'custom';
  }

  take(scopes) {
    this.chosen = new Set(scopes);
    this.update();
  }

  toggle(scope, wanted) {
    this.chosen[wanted ? 'add' : 'delete'](scope);
    this.update();
  }

  view(form) {
    const error = form.error('/scopes');
    const id = form.id('/scopes');
    return html`<fieldset class="scopes">
      <legend id="${id}-legend">${t('apikeys.form.preset')}</legend>
      <div class="presets" role="radiogroup" tabindex="-1" aria-labelledby="${id}-legend" aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${id}-error` : nothing}>${['read', 'full', 'custom'].map((it) => this.choice(it))}</div>
      <p class="quiet" aria-live="polite">${plural('apikeys.form.chosen', this.scopes.length)}</p>
      ${error ? html`<small class="error" id="${id}-error">${error}</small>` : nothing}
      <div class="areas">${['store', 'vault', 'manage'].map((area) => this.area(form, area))}</div>
    </fieldset>`;
  }

  choice(preset) {
    const of = this.presets()[preset];
    const text = t(`apikeys.form.presets.${preset}`);
    // Custom is what one comes to by choosing; choosing it begins with nothing.
    return html`<label class="check"><input type="radio" name="preset" value=${preset} .checked=${live(this.preset === preset)}
      @change=${() => this.take(of || [])}>
      <span>${text}${of ? html` <span class="quiet">(${of.length})</span>` : nothing}</span></label>`;
  }

  area(form, area) {
    const scopes = this.held.filter((scope) => areaOf(scope) === area);
    const chosen = scopes.filter((scope) => this.chosen.has(scope)).length;
    return scopes.length === 0 ? nothing : html`<fieldset>
      <legend>${t(`apikeys.areas.${area}`)}
        <span class="quiet">${t('apikeys.form.of_', { count: chosen, all: scopes.length })}</span></legend>
      ${scopes.map((scope) => form.checkbox('/scopes', html`<code>${scope}</code>`, {
        value: scope,
        checked: this.chosen.has(scope),
        // What came with a later server than these texts says its name alone.
        help: texts.scopeTexts[scope],
        onchange: (event) => this.toggle(scope, event.target.checked),
      }))}
    </fieldset>`;
  }
}
