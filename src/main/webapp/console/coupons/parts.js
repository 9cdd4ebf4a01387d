// What pages that show coupons have in common.

import { badge } from '../parts/states.js';
import texts from '../texts/en/coupons.js';
import { addTexts, t } from '../texts.js';

addTexts('coupons', texts);

export function statusOf({ active }) {
  return badge(t(active ? 'coupons.active' : 'coupons.inactive'), active ? 'good' : 'warn');
}
