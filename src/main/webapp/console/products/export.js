// All products as a file, line after line.

import { html } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { Dialog } from '../parts/dialog.js';
import { save } from '../parts/download.js';
import { lines } from '../parts/lines.js';
import { sentence } from '../parts/states.js';
import { bytes, plural, t } from '../texts.js';

const PATH = '/v1/products/actions/export';
const ACCEPT = 'application/x-ndjson, application/problem+json';

/** The products as lines of JSON, as they come; whoever leaves the loop has no more of them sent. */
export async function* exported(api, signal) {
  const response = await api.send('GET', PATH, { headers: { Accept: ACCEPT }, signal });
  try {
    for await (const line of lines(response.body)) {
      if (!line.ended) {
        throw new Problem(200, { code: 'broken_off', detail: t('products.export.broken') });
      }
      yield line;
    }
  } catch (failure) {
    // What the way to the server does in the middle of an answer.
    throw failure instanceof TypeError ? new Problem(0, { code: 'unreachable' }) : failure;
  }
}

/** The window in which a file is made. */
export class Export {
  constructor(app) {
    this.app = app;
    this.dialog = new Dialog(() => app.update());
  }

  start = () => {
    this.stop = new AbortController();
    Object.assign(this, { count: 0, bytes: 0, problem: null });
    this.dialog.open({ title: t('products.export.title'), body: () => this.body() });
    this.run(this.stop.signal);
  };

  async run(signal) {
    const texts = [];
    try {
      for await (const line of exported(this.app.api, signal)) {
        texts.push(line.text, '\n');
        this.progress(line);
      }
    } catch (failure) {
      if (failure.name !== 'AbortError' && !(failure instanceof Problem)) {
        throw failure;
      }
      this.problem = failure.name === 'AbortError' ? null : failure;
      this.app.update();
      return;
    }
    save('products.ndjson', new Blob(texts, { type: 'application/x-ndjson' }));
    this.dialog.close();
    this.app.say(t('products.export.done', { lines: plural('products.export.lines', this.count) }));
  }

  progress(line) {
    this.count += 1;
    if (line.bytes !== this.bytes) {
      this.bytes = line.bytes;
      this.app.update();
    }
    if (!this.dialog.isOpen) {
      this.stop.abort();
      throw new DOMException('', 'AbortError');
    }
  }

  cancel = () => {
    this.stop.abort();
    this.dialog.close();
    this.app.say(t('products.export.cancelled'));
  };

  body() {
    if (this.problem) {
      return html`<p class="alert" role="alert">${sentence(this.problem)}</p>
        <div class="buttons"><button type="button" @click=${this.start}>${t('shell.retry')}</button></div>`;
    }
    return html`<p>${t('products.export.running')}</p>
      <progress aria-label=${t('products.export.label')}></progress>
      <p>${t('products.export.progress', { lines: plural('products.export.lines', this.count), bytes: bytes(this.bytes) })}</p>
      <div class="buttons"><button type="button" class="secondary" @click=${this.cancel}>${t('shell.cancel')}</button></div>`;
  }

  view() {
    return this.dialog.view();
  }
}
