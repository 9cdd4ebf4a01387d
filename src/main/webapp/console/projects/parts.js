// What pages that show projects have in common.

import { badge } from '../parts/states.js';
import texts from '../texts/en/projects.js';
import { addTexts, t } from '../texts.js';

addTexts('projects', texts);

export const PATH = '/api/v2/vault/projects';
export const STATUSES = ['active', 'archived'];

export function statusOf({ status }) {
  return badge(t(`projects.statuses.${status}`), status === 'active' ? 'good' : 'plain');
}
