// What can be said of a file before it is sent: how many lines it has, and what its first ones are.

import { lines } from '../parts/lines.js';
import { plural, t } from '../texts.js';

const MOST_LINES = 100_000;
const MOST_BYTES = 512 * 1024 * 1024;
const FIRST = 10;
const REQUIRED = ['name', 'price', 'item'];

/** The file's count of lines, its first ones, and why it cannot be sent, or null. */
export async function check(file) {
  if (file.size > MOST_BYTES) {
    return { count: 0, first: [], trouble: t('productimports.tooLarge') };
  }
  let count = 0;
  let filled = 0;
  const first = [];
  for await (const { text } of lines(file.stream())) {
    count += 1;
    if (text.trim()) {
      filled += 1;
      if (first.length < FIRST) {
        first.push(read(count, text));
      }
    }
  }
  return { count, first, trouble: troubleOf(count, filled) };
}

function troubleOf(count, filled) {
  if (count > MOST_LINES) {
    return t('productimports.tooMany');
  }
  return filled === 0 ? t('productimports.noLines') : null;
}

function read(line, text) {
  const product = object(text);
  if (!product) {
    return { line, product: {}, wrong: t('productimports.wrong.json') };
  }
  const missing = REQUIRED.filter((name) => product[name] === undefined || product[name] === null);
  return { line, product, wrong: missing.length ? t('productimports.wrong.member', { members: missing.join(', ') }) : null };
}

function object(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export function linesOf(count) {
  return plural('productimports.lines', count);
}
