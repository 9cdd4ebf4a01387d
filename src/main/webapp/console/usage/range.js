// Which times a page of usage is about. Nothing here asks or draws.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LENGTHS = { minute: MINUTE, hour: HOUR, day: DAY };
/** How long the server keeps rows, with a little less so that the first one is not half gone. */
const KEPT = { minute: 47 * HOUR, hour: 89 * DAY, day: 730 * DAY };

export const RANGES = ['hour', 'day', 'month', 'year', 'own'];

const floor = (time, step) => Math.floor(time / step) * step;
const ceil = (time, step) => Math.ceil(time / step) * step;

/** The beginning of a month of UTC, so many months later. */
function month(time, more = 0) {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + more, 1);
}

/** How fine one's own range is shown: as fine as can be read, and as is kept. */
function stepOf(from, to, now) {
  const length = to - from;
  if (length <= 6 * HOUR && from >= now - KEPT.minute) {
    return 'minute';
  }
  if (length <= 7 * DAY && from >= now - KEPT.hour) {
    return 'hour';
  }
  return length <= 100 * DAY ? 'day' : 'month';
}

/**
 * What to ask for and show: { step: minute, hour, day or month, granularity: of the rows, from, to: milliseconds, to not in
 * it }. from and to are those of one's own range.
 */
export function plan(range, now, from = now - DAY, to = now) {
  switch (range) {
    case 'hour':
      return { step: 'minute', granularity: 'minute', from: ceil(now, MINUTE) - HOUR, to: ceil(now, MINUTE) };
    case 'month':
      return { step: 'day', granularity: 'day', from: ceil(now, DAY) - 30 * DAY, to: ceil(now, DAY) };
    case 'year':
      return { step: 'month', granularity: 'day', from: month(now, -11), to: ceil(now, DAY) };
    case 'own': {
      const end = Math.min(to, now);
      const begin = Math.max(from, now - KEPT.day);
      const step = stepOf(begin, end, now);
      const granularity = step === 'month' ? 'day' : step;
      return { step, granularity, from: floor(begin, LENGTHS[granularity]), to: ceil(end, LENGTHS[granularity]) };
    }
    default:
      return { step: 'hour', granularity: 'hour', from: ceil(now, HOUR) - DAY, to: ceil(now, HOUR) };
  }
}

/** The time of the plan that an instant is in. */
export function timeOf({ step }, instant) {
  return step === 'month' ? month(instant) : floor(instant, LENGTHS[step]);
}

/** Every time of the plan, also those in which nothing happened. */
export function timesOf(plan) {
  const times = [];
  for (let time = timeOf(plan, plan.from); time < plan.to; time = plan.step === 'month' ? month(time, 1) : time + LENGTHS[plan.step]) {
    times.push(time);
  }
  return times;
}
