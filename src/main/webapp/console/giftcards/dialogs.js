// The windows in which gift cards are granted, changed, redeemed and disabled.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { confirm } from '../parts/dialog.js';
import { Form, refusedAt } from '../parts/form.js';
import { conflict } from '../parts/version.js';
import { local } from '../products/body.js';
import { money } from '../products/parts.js';
import { t } from '../texts.js';

const MOST = 1_000_000_000;

/** Grants a card to a customer, whom the window asks for where none is given. done gets the card. */
export function grant(page, dialog, customer, done) {
  const form = new Form(() => page.update());
  const submit = form.submit(async (data, key) => {
    const owner = customer || data.get('customer').trim();
    const body = { credit: Number(data.get('credit')), ...terms(data, {}) };
    const made = await refusedAt({ not_found: '/customer', invalid_identifier: '/customer' },
      () => page.api.post(`/v1/customers/${encodeURIComponent(owner)}/actions/grant-gift-card`, body, { key }));
    dialog.close();
    page.app.say(t('giftcards.granted'));
    done(made);
  });
  dialog.open({
    title: t('giftcards.grant'),
    body: () => html`<form @submit=${submit}>
      ${customer ? nothing : form.input('/customer', t('giftcards.customer'), {
        required: true, maxlength: 64, help: t('giftcards.customerHelp'),
      })}
      ${form.input('/credit', t('giftcards.amount'), { type: 'number', min: 1, max: MOST, step: 1, required: true })}
      ${fields(form, {})}
      ${form.alert()}
      ${form.buttons(t('giftcards.grant'), { cancel: dialog.close })}
    </form>`,
  });
}

function fields(form, card) {
  return html`
    ${form.input('/expiresAt', t('giftcards.expiresAt'), {
      value: local(card.expiresAt), type: 'datetime-local', step: 1, optional: true, help: t('giftcards.expiresHelp'),
    })}
    ${form.checkbox('/transfer', t('giftcards.transfer'), { checked: card.transfer, help: t('giftcards.transferHelp') })}
    ${form.input('/texture', t('giftcards.texture'), { value: card.texture || '', optional: true })}`;
}

/** What the fields say; an end that was not touched stays, to the fraction of its second. */
function terms(data, card) {
  const end = data.get('expiresAt');
  const touched = end !== local(card.expiresAt);
  return {
    transfer: data.has('transfer'),
    texture: data.get('texture').trim() || null,
    ...(touched ? { expiresAt: end ? new Date(end).toISOString() : null } : {}),
  };
}

export function edit(page, dialog, version) {
  const form = new Form(() => page.update());
  const submit = form.submit(async (data, key) => {
    await version.change(terms(data, version.value), key);
    dialog.close();
    page.app.say(t('shell.saved'));
  });
  const newer = async () => {
    await page.app.run(() => version.load());
    page.update();
  };
  dialog.open({
    title: t('giftcards.editTitle'),
    body: () => keyed(version.count, html`<form @submit=${submit}>
      ${fields(form, version.value)}
      ${form.problem && form.problem.status === 412 ? conflict(form, newer) : form.alert()}
      ${form.buttons(t('shell.save'), { cancel: dialog.close })}
    </form>`),
  });
}

export function disable(page, dialog, version) {
  confirm(dialog, {
    title: t('giftcards.disable.title'),
    text: t('giftcards.disable.text', { credit: money(version.value.credit) }),
    button: t('giftcards.disable.button'),
    action: async (data, key) => version.take(await page.api.send('POST', `${version.path}/actions/disable`, { key })),
    done: () => page.app.say(t('giftcards.disable.done')),
  });
}

export function redeem(page, dialog, version) {
  confirm(dialog, {
    title: t('giftcards.redeem.title'),
    text: t('giftcards.redeem.text', { credit: money(version.value.credit) }),
    button: t('giftcards.redeem.button'),
    more: (form) => form.input('/redeemer', t('giftcards.redeem.redeemer'), {
      maxlength: 64, optional: true, help: t('giftcards.redeem.redeemerHelp'),
    }),
    action: async (data, key) => {
      const redeemer = data.get('redeemer').trim();
      await refusedAt({ not_found: '/redeemer', conflict: '/redeemer' }, async () => version.take(await page.api.send('POST',
        `${version.path}/actions/redeem`, { key, body: redeemer ? { redeemer } : {} })));
    },
    done: () => page.app.say(t('giftcards.redeem.done')),
  });
}
