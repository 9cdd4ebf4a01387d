// How pages show what there is to a key.

import { badge } from '../parts/states.js';
import texts from '../texts/en/apikeys.js';
import { addTexts, number, plural, t } from '../texts.js';

addTexts('apikeys', texts);

const KINDS = { active: 'good', revoked: 'bad', expired: 'warn', replaced: 'warn' };

/** Where a key is in its life; one that was replaced only runs out. */
export function stateOf(key) {
  return key.status === 'active' && key.replacedBy ? 'replaced' : key.status;
}

export function status(key) {
  const state = stateOf(key);
  return badge(t(`apikeys.statuses.${state}`), KINDS[state]);
}

export function environment(key) {
  return badge(t(`shell.environment.${key.environment}`), key.environment === 'test' ? 'warn' : 'plain');
}

/** The name of the organization of a key, as far as it is known. */
export function owner(app, key) {
  if (key.level === 'tenant') {
    return t('apikeys.whole');
  }
  const organization = app.organizations.find((it) => it.id === key.organizationId);
  return organization ? organization.name : key.organizationId;
}

export function ratePolicy(policies) {
  return policies.map((it) => plural('apikeys.policyOf', it.windowSeconds, { limit: number(it.limit) })).join(', ');
}

/** Whether the member may give what a key holds, and so may change it. */
export function mayChange(app, key) {
  return app.can('keys:write') && key.scopes.every((scope) => app.can(scope)) && (key.level !== 'tenant' || ownsTenant(app));
}

/** Whether the member makes keys of the whole tenant. */
export function ownsTenant(app) {
  return app.ofTenant && app.member.role === 'owner';
}
