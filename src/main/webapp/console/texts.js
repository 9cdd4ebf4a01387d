// Every text that people read comes from texts/<language>/<feature>.js; a translation is another folder.

import shell from './texts/en/shell.js';

const texts = { shell };
const LANGUAGE = 'en';

/** Adds the texts of a feature; its page does that before it shows anything. */
export function addTexts(feature, entries) {
  texts[feature] = entries;
}

/** The text of a name such as 'shell.signIn.title', with {placeholders} filled in. */
export function t(name, values = {}) {
  const text = name.split('.').reduce((node, part) => node && node[part], texts);
  if (typeof text !== 'string') {
    console.error(`No text ${name}`);
    return name;
  }
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** The text of a name for so many of something: the entries are one and other. */
export function plural(name, count, values = {}) {
  const form = new Intl.PluralRules(LANGUAGE).select(count);
  return t(`${name}.${form}`, { count: number(count), ...values });
}

export function number(value) {
  return new Intl.NumberFormat(LANGUAGE).format(value);
}

/** A day and time in the reader's zone. */
export function time(iso) {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function day(iso) {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' }).format(new Date(iso));
}

const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** How long ago, or in how long, in words. */
export function ago(iso, now = Date.now()) {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || ['second', 1];
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** So many bytes, in a unit that keeps the number short. */
export function bytes(count) {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), SIZES.length - 1);
  return new Intl.NumberFormat(LANGUAGE, { style: 'unit', unit: SIZES[power], unitDisplay: 'short', maximumFractionDigits: 1 })
    .format(count / 1000 ** power);
}

/** A share of 1 as a percentage. */
export function percent(value) {
  return new Intl.NumberFormat(LANGUAGE, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

/** An amount of money, a decimal text, in its currency. */
export function money(amount, currency) {
  return new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency, maximumFractionDigits: 3, minimumFractionDigits: 2 }).format(amount);
}

/** A date in a form of one's own, as Intl.DateTimeFormat takes it. */
export function date(value, options) {
  return new Intl.DateTimeFormat(LANGUAGE, options).format(new Date(value));
}
