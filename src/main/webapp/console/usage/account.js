// What the tenant has left to spend, and until when; for people of the whole tenant.

import { day, number, t } from '../texts.js';
import { forecast } from './forecast.js';

const DAYS_BACK = 30;

export class Account {
  /** Whether somebody gets to see it. */
  static isFor(app) {
    return app.ofTenant && app.can('organizations:read');
  }

  constructor(page) {
    this.page = page;
  }

  /** The path of something of the tenant's. */
  path(below) {
    return `/v1/tenants/${this.page.app.member.tenantId}/${below}`;
  }

  async load() {
    const now = Date.now();
    const from = new Date(now - DAYS_BACK * 86_400_000).toISOString();
    const [credits, days] = await Promise.all([
      this.page.api.get(this.path('credits'), { organization: null }),
      // All its keys count, whichever organization is chosen.
      this.page.api.all('/v1/usage', { organization: null, query: { granularity: 'day', from } }),
    ]);
    this.credits = credits;
    this.forecast = forecast({ balance: credits.balance, days, now });
  }
}

/** When the credits end, in a sentence. */
export function endOf({ forecast: { kind, at, perDay } }) {
  return t(`usage.credits.end.${kind}`, kind === 'ends' ? { day: day(at), perDay: number(Math.round(perDay * 10) / 10) } : {});
}
