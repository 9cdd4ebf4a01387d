// An import on its way: it goes on while its people look at other pages, and can be taken up again with its key.

import { idempotencyKey, Problem } from '../api.js';

const PATH = '/v1/products/actions/import';
const ACCEPT = 'application/x-ndjson, application/problem+json';
const LOOK_MILLIS = 700;
const RESUMABLE = ['idempotency_in_progress', 'rate_limited'];

export class Job {
  /** count is how many lines the file has; key is that of an import to go on with, or empty for a new one. */
  constructor(api, file, count, key) {
    Object.assign(this, { api, file, count });
    this.key = key || idempotencyKey();
    this.organization = api.organization;
    this.environment = api.environment;
    this.changed = () => {};
    this.state = 'new';
    this.seen = { lines: 0, created: 0, updated: 0, refused: 0 };
    this.warn = (event) => event.preventDefault();
  }

  /** Whether it belongs to what is chosen now. */
  get isHere() {
    return this.organization === this.api.organization && this.environment === this.api.environment;
  }

  get place() {
    return { organization: this.organization, environment: this.environment };
  }

  /** Sends the file, or sends it again. */
  async run() {
    Object.assign(this, { state: 'running', sent: 0, problem: null, stopper: new AbortController() });
    window.addEventListener('beforeunload', this.warn);
    this.changed();
    try {
      await this.learn();
      this.look();
      const answer = await this.api.upload(PATH, this.file, {
        ...this.place,
        key: this.key,
        type: 'application/x-ndjson',
        headers: { Accept: ACCEPT },
        signal: this.stopper.signal,
        progress: (bytes) => { this.sent = bytes; this.changed(); },
      });
      this.ended(answer);
    } catch (failure) {
      this.failed(failure);
    } finally {
      clearTimeout(this.timer);
      window.removeEventListener('beforeunload', this.warn);
      this.changed();
    }
  }

  stop = () => this.stopper.abort();

  // -- how far it is -------------------------------------------------------------------------------------------------

  /** Remembers the imports that are there, so that the one that comes is known for this one. */
  async learn() {
    if (!this.id) {
      this.others = new Set((await this.imports()).map((it) => it.id));
    }
  }

  async imports() {
    return (await this.api.get('/v1/product-imports', { ...this.place, query: { limit: 20 } })).data;
  }

  look() {
    this.timer = setTimeout(async () => {
      try {
        const found = this.id ? await this.api.get(`/v1/product-imports/${this.id}`, this.place)
          : (await this.imports()).find((it) => !this.others.has(it.id));
        if (found && this.state === 'running') {
          this.id = found.id;
          this.seen = found;
          this.changed();
        }
      } catch (problem) {
        // Only the progress is not known; the import itself says what becomes of it.
        if (!(problem instanceof Problem)) {
          throw problem;
        }
      }
      if (this.state === 'running') {
        this.look();
      }
    }, LOOK_MILLIS);
  }

  // -- how it ended --------------------------------------------------------------------------------------------------

  ended(answer) {
    const results = answer.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const end = results.pop();
    if (!end || !end.import) {
      throw new Problem(0, { code: 'unreachable' });
    }
    this.id = end.import;
    this.seen = end;
    this.refused = results.filter((it) => it.status === 'refused');
    this.state = 'done';
  }

  failed(failure) {
    if (failure.name === 'AbortError') {
      this.state = 'stopped';
      return;
    }
    if (!(failure instanceof Problem)) {
      throw failure;
    }
    this.problem = failure;
    const again = failure.status === 0 || failure.status >= 500 || RESUMABLE.includes(failure.code);
    this.state = again ? 'broken' : 'refused';
  }
}

/** What is wrong with a line, in one text. */
export function reason({ detail, errors = [] }) {
  return errors.length ? errors.map((it) => `${it.pointer} ${it.detail}`).join('; ') : detail;
}
