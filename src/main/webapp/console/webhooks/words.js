// How endpoints and deliveries are told in words, the same on every page of webhooks.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/webhooks.js';
import { addTexts, plural, t } from '../texts.js';

addTexts('webhooks', texts);

const STATES = { pending: 'plain', delivered: 'good', exhausted: 'bad' };
const ERRORS = Object.keys(texts.errors);

/** Whose endpoints are shown or made now. */
export function owner(app) {
  if (!app.ofTenant) {
    return t('webhooks.thisOrganization');
  }
  return app.organizationView ? app.organizationView.name : t('webhooks.wholeTenant');
}

/** The name of an organization that an endpoint is of. */
export function organizationName(app, id) {
  if (id === null) {
    return t('webhooks.wholeTenant');
  }
  const found = app.organizations.find((it) => it.id === id);
  return found ? found.name : id;
}

export function events(endpoint) {
  return endpoint.eventTypes.includes('*') ? t('webhooks.allEvents') : plural('webhooks.count', endpoint.eventTypes.length);
}

export function status(endpoint) {
  if (endpoint.enabled) {
    return badge(t('webhooks.enabled'), 'good');
  }
  return html`${badge(t('webhooks.disabled'), endpoint.disabledReason ? 'bad' : 'plain')}
    ${endpoint.disabledReason ? html`<small class="reason">${endpoint.disabledReason}</small>` : nothing}`;
}

export function state(delivery) {
  return badge(t(`webhooks.states.${delivery.state}`), STATES[delivery.state]);
}

/** The status that an attempt was answered with. */
export function answered(attempt) {
  return attempt.status === null ? t('webhooks.delivery.unanswered') : t('webhooks.delivery.httpStatus', { status: attempt.status });
}

/** What went wrong with an attempt besides the status, or null. */
export function error(attempt) {
  return attempt.error && (ERRORS.includes(attempt.error) ? t(`webhooks.errors.${attempt.error}`) : attempt.error);
}

export function succeeded(attempt) {
  return !attempt.error && attempt.status >= 200 && attempt.status < 300;
}

/** The bytes of a stranger as text to look at: what would not be seen, or would turn the text around, is. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
