// Descriptions of the document: paragraphs, headings, `code` and [links], through templates alone.

import { html } from '../vendor/lit/lit-html.js';

const PIECE = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** A text with its code and links; only links to places of this page lead anywhere, all others are text. */
export function inline(text) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(PIECE)) {
    parts.push(text.slice(last, match.index));
    const [whole, code, label, target] = match;
    parts.push(code !== undefined ? html`<code>${code}</code>` : target.startsWith('#/') ? html`<a href=${target}>${label}</a>` : `${label} (${target})`);
    last = match.index + whole.length;
  }
  parts.push(text.slice(last));
  return parts;
}

/** Paragraphs, and headings of the third level. */
export function prose(text) {
  return text.split(/\n{2,}/).filter((it) => it.trim()).map((it) => (/^#+ /.test(it)
    ? html`<h3>${inline(it.replace(/^#+ /, ''))}</h3>` : html`<p>${inline(it.trim())}</p>`));
}
