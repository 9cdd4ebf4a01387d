// What is shown instead of content: while it comes, where there is none, and where it does not come.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { t } from '../texts.js';

/** Room for so many lines, so that nothing jumps when they come. */
export function loading(lines = 6) {
  return html`<div class="skeleton" role="status" aria-busy="true">
    <span class="sr">${t('shell.loading')}</span>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}

export function empty({ title, text, action = nothing }) {
  return html`<section class="empty"><h2>${title}</h2><p>${text}</p>${action}</section>`;
}

/** What to say of a problem in one sentence, and what to do next. */
export function sentence(problem) {
  if (problem.status === 0) {
    return t('shell.failed.unreachable');
  }
  const text = problem.detail || problem.title || t('shell.failed.internal');
  return problem.retryAfter ? `${text} ${t('shell.failed.retryAfter', { seconds: problem.retryAfter })}` : text;
}

export function failed(problem, retry) {
  return html`<section class="empty" role="alert">
    <h2>${t('shell.failed.title')}</h2>
    <p>${sentence(problem)}</p>
    ${problem.requestId ? html`<p class="quiet">${t('shell.failed.requestId', { id: problem.requestId })}</p>` : nothing}
    ${retry ? html`<button type="button" @click=${retry}>${t('shell.retry')}</button>` : nothing}
  </section>`;
}

/** A word on a coloured ground; the word alone says it. Kinds: good, warn, bad, plain. */
export function badge(text, kind = 'plain') {
  return html`<span class="badge ${kind}">${text}</span>`;
}
