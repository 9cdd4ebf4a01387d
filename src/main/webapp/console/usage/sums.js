// Rows of usage, summed up. Nothing here asks or draws.

import { timeOf, timesOf } from './range.js';

const FIGURES = ['requests', 'errors', 'rateLimited', 'credits'];
const PERCENTILES = ['p50', 'p95', 'p99'];

/**
 * The sum of rows. Percentiles do not add up: those of several rows are their means weighted by requests, and null where
 * there were none.
 */
export function sum(rows) {
  const total = Object.fromEntries(FIGURES.map((figure) => [figure, rows.reduce((all, row) => all + row[figure], 0)]));
  for (const percentile of PERCENTILES) {
    total[percentile] = total.requests === 0 ? null
      : rows.reduce((all, row) => all + row.latency[percentile] * row.requests, 0) / total.requests;
  }
  return total;
}

/** A sum for every time of the plan: zero where there is no row. */
export function overTime(plan, rows) {
  const byTime = new Map(timesOf(plan).map((time) => [time, []]));
  for (const row of rows) {
    const list = byTime.get(timeOf(plan, Date.parse(row.time)));
    if (list) {
      list.push(row);
    }
  }
  return [...byTime].map(([time, list]) => ({ time, ...sum(list) }));
}

/** Rows by what a member of theirs says, those with the most requests first: [{ id, rows, total }]. */
export function byMember(rows, member) {
  const groups = new Map();
  for (const row of rows) {
    const id = row[member];
    groups.set(id, [...(groups.get(id) || []), row]);
  }
  return [...groups].map(([id, list]) => ({ id, rows: list, total: sum(list) }))
    .sort((a, b) => b.total.requests - a.total.requests || String(a.id).localeCompare(String(b.id)));
}

/** The first groups, and all others as one without an id, where there are more than so many. */
export function most(groups, count) {
  if (groups.length <= count) {
    return groups;
  }
  const others = groups.slice(count - 1).flatMap((group) => group.rows);
  return [...groups.slice(0, count - 1), { others: true, rows: others, total: sum(others) }];
}
