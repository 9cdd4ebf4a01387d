// What keys do and what it costs: calls over time, and for people of the whole tenant its credits.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Page } from '../parts/page.js';
import texts from '../texts/en/usage.js';
import { addTexts, t } from '../texts.js';
import { Calls } from './calls.js';
import { Credits } from './credits.js';

addTexts('usage', texts);

export default class UsagePage extends Page {
  constructor(app, route) {
    super(app, route);
    this.section = route.words[1] === 'credits' && Credits.isFor(app) ? new Credits(this) : new Calls(this);
  }

  get title() {
    return this.section.title;
  }

  load() {
    return this.section.load();
  }

  left() {
    this.section.left();
  }

  view() {
    return html`${Credits.isFor(this.app) ? this.tabs() : nothing}${this.section.view()}`;
  }

  tabs() {
    const tab = (address, Section, text) => html`<a href=${address} aria-current=${this.section instanceof Section ? 'page' : 'false'}>${text}</a>`;
    return html`<nav class="tabs" aria-label=${t('usage.sections')}>
      ${tab('#/usage', Calls, t('usage.title'))}${tab('#/usage/credits', Credits, t('usage.credits.title'))}</nav>`;
  }
}
