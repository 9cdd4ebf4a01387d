// One gift card, whatever has become of it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { copyButton } from '../parts/copy.js';
import { Dialog } from '../parts/dialog.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { Version } from '../parts/version.js';
import { customerLink } from '../customers/parts.js';
import { money } from '../products/parts.js';
import { t, time } from '../texts.js';
import { disable, edit, redeem } from './dialogs.js';
import { state, stateOf } from './parts.js';

export default class GiftCardPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.version = new Version(this.api, `/v1/giftcards/${encodeURIComponent(route.words[1])}`);
    this.dialog = new Dialog(() => this.update());
  }

  get title() {
    return t('giftcards.card');
  }

  load() {
    return this.version.load();
  }

  view() {
    const card = this.version.value;
    return html`${facts([
      [t('giftcards.status'), stateOf(card)],
      [t('giftcards.credit'), money(card.credit)],
      [t('giftcards.owner'), this.app.can('customers:read') ? customerLink(card.ownerUuid, card.ownerUsername)
        : card.ownerUsername || card.ownerUuid],
      [t('giftcards.purchased'), time(card.purchased)],
      [t('giftcards.expires'), card.expiresAt ? time(card.expiresAt) : t('shell.never')],
      [t('giftcards.transfer'), t(card.transfer ? 'shell.yes' : 'shell.no')],
      [t('giftcards.texture'), card.texture || t('shell.none')],
      [t('giftcards.id'), html`<code>${card.id}</code> ${copyButton(this.app, card.id, t('giftcards.id'))}`],
    ])}
    ${this.buttons(state(card))}
    ${this.dialog.view()}`;
  }

  buttons(name) {
    if (!this.app.can('giftcards:write')) {
      return html`<p class="quiet">${t('shell.viewOnly')}</p>`;
    }
    if (name === 'redeemed' || name === 'disabled') {
      return html`<p class="quiet">${t('giftcards.ended')}</p>`;
    }
    const { dialog, version } = this;
    return html`<div class="buttons">
      ${name === 'waiting' ? html`<button type="button"
        @click=${() => redeem(this, dialog, version)}>${t('giftcards.redeem.button')}</button>` : nothing}
      <button type="button" class="secondary" @click=${() => edit(this, dialog, version)}>${t('shell.edit')}</button>
      <button type="button" class="secondary" @click=${() => disable(this, dialog, version)}>${t('giftcards.disable.button')}</button>
    </div>`;
  }
}
