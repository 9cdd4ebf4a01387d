// How deeds are told in words. What is not in the list is told by its name: the API grows, and an old page stays true.

import texts from '../texts/en/audit.js';
import { addTexts, t } from '../texts.js';

addTexts('audit', texts);

const PAGES = { api_key: 'api-keys', webhook_endpoint: 'webhooks', member: 'members', organization: 'organizations' };
const ID = /^[0-9a-f-]{36}$/;

/** Every action that there are words for. */
export const ACTIONS = Object.entries(texts.actions).flatMap(([subject, deeds]) => Object.keys(deeds).map((deed) => `${subject}.${deed}`));

export function actionWords(action) {
  return ACTIONS.includes(action) ? t(`audit.actions.${action}`) : action;
}

export function targetWords(type) {
  return Object.hasOwn(texts.targets, type) ? t(`audit.targets.${type}`) : type;
}

export function actorWords(type) {
  return Object.hasOwn(texts.actors, type) ? t(`audit.actors.${type}`) : type;
}

/** The address in this console of what something was done to, or null. */
export function pageOf({ type, id }) {
  if (type === 'tenant') {
    return '#/tenant';
  }
  return Object.hasOwn(PAGES, type) && ID.test(id) ? `#/${PAGES[type]}/${id}` : null;
}
