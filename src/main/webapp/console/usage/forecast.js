// When credits end, if calls go on as they went. Nothing here asks or draws.

const DAY = 86_400_000;
const WINDOW = 7;
/** Beyond that a date means nothing. */
const FARTHEST = 3650;

/**
 * From the balance and the credits used by the day of UTC ([{ time, credits }]; days without calls have no row, and it
 * goes back beyond the seven days): { kind: 'over' } where nothing is left; 'unknown' before the first full day with data;
 * 'never' where nothing was used or it lasts for ten years; or { kind: 'ends', at, perDay }.
 */
export function forecast({ balance, days, now }) {
  if (balance <= 0) {
    return { kind: 'over' };
  }
  const today = Math.floor(now / DAY) * DAY;
  const full = days.map((day) => ({ ...day, at: Date.parse(day.time) })).filter((day) => day.at < today);
  if (full.length === 0) {
    return { kind: 'unknown' };
  }
  const first = Math.max(Math.min(...full.map((day) => day.at)), today - WINDOW * DAY);
  const counted = (today - first) / DAY;
  const perDay = full.filter((day) => day.at >= first).reduce((all, day) => all + day.credits, 0) / counted;
  const left = balance / perDay;
  return left <= FARTHEST ? { kind: 'ends', at: now + left * DAY, perDay } : { kind: 'never' };
}
