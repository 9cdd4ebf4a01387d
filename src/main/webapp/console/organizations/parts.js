// What the pages of organizations share.

import { html } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/organizations.js';
import { addTexts, t } from '../texts.js';

addTexts('organizations', texts);

/** The zones that the browser knows, with UTC, which it need not name, and the one that is set. */
function zones(chosen) {
  return [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])].sort();
}

export function fields(form, { name, email, timezone }) {
  return html`
    ${form.input('/name', t('organizations.name'), { value: name, required: true, maxlength: 128 })}
    ${form.input('/email', t('organizations.email'), {
      value: email, type: 'email', required: true, maxlength: 254, help: t('organizations.emailHelp'),
    })}
    ${form.select('/timezone', t('organizations.timezone'), zones(timezone).map((it) => [it, it]), { value: timezone })}`;
}

/** The body of what was filled in. */
export function described(data) {
  return { name: data.get('name').trim(), email: data.get('email').trim(), timezone: data.get('timezone') };
}

/** What of the values after differs from those before. */
export function changed(before, after) {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
}

/** A number as filled in, or null where nothing was. */
export function count(text) {
  return text.trim() === '' ? null : Number(text);
}

/** Whether its keys and members may come in. */
export function status(organization) {
  return organization.active ? badge(t('organizations.active'), 'good') : badge(t('organizations.disabled'), 'bad');
}
