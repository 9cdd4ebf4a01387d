// The client of the documented API: one place that knows headers, problems and cursors.

import { t } from './texts.js';

const API = new URL('..', document.baseURI);

/** What the server, or the way to it, answered instead of what was asked for (RFC 9457). */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.code = body.code || 'internal_error';
    this.title = body.title || '';
    this.detail = body.detail || '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.requestId = body.request_id || '';
    this.retryAfter = retryAfter;
    this.body = body;
  }
}

/** A key that makes a repeated write one write: one for each filled-in form. */
export function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A part of a path that comes from an address must not lead out of it to another operation.
const ASTRAY = /[?#\\]|(^|\/)(\.|%2e){1,2}(\/|$)/i;

/** Refuses a path that leads elsewhere than it says. */
function requireStraight(path) {
  if (ASTRAY.test(path)) {
    throw new Problem(404, { code: 'not_found', detail: t('shell.notFound.text') });
  }
}

/** The address of a path of the API, with a query without what is empty. */
export function address(path, query = {}) {
  const url = new URL(path.replace(/^\//, ''), API);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}

/** The address of the API itself, without a slash at its end. */
export const BASE = API.href.replace(/\/$/, '');

export class Api {
  constructor() {
    this.csrfToken = null;
    this.organization = null;
    this.environment = 'live';
    /** What to do when a request was refused because of its session: over, of another, or of a disabled tenant. */
    this.onRefused = () => {};
  }

  /**
   * Sends a request and gives the Response, or throws a Problem. Options: query, body (sent as JSON), raw and type
   * (sent as they are), key (Idempotency-Key), headers, organization (null: of the whole tenant), environment, signal.
   */
  async send(method, path, options = {}) {
    requireStraight(path);
    const headers = this.headers(method, options);
    if (options.body !== undefined) {
      headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    } else if (options.raw !== undefined) {
      headers['Content-Type'] = options.type;
    }
    let response;
    try {
      response = await fetch(address(path, options.query), {
        method,
        headers,
        body: options.body !== undefined ? JSON.stringify(options.body) : options.raw,
        signal: options.signal,
      });
    } catch (failure) {
      if (failure.name === 'AbortError') {
        throw failure;
      }
      throw new Problem(0, { code: 'unreachable' });
    }
    if (!response.ok) {
      await this.refused(response);
    }
    return response;
  }

  headers(method, options) {
    const headers = { Accept: 'application/json, application/problem+json', ...options.headers };
    const organization = options.organization === undefined ? this.organization : options.organization;
    if (organization) {
      headers['X-Organization-Id'] = organization;
    }
    headers['X-Environment'] = options.environment || this.environment;
    if (this.csrfToken && method !== 'GET') {
      headers['X-CSRF-Token'] = this.csrfToken;
    }
    if (options.key) {
      headers['Idempotency-Key'] = options.key;
    }
    return headers;
  }

  /**
   * Sends a file, tells how many of its bytes are on their way, and gives the text of the answer. fetch does not tell
   * that. Options as those of send, and type, progress and signal.
   */
  upload(path, file, options) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', address(path, options.query));
      for (const [name, value] of Object.entries({ ...this.headers('POST', options), 'Content-Type': options.type })) {
        request.setRequestHeader(name, value);
      }
      request.upload.onprogress = (event) => options.progress(event.loaded);
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) {
          resolve(request.responseText);
        } else {
          try {
            this.refuse(request.status, request.responseText, request.statusText, request.getResponseHeader('Retry-After'));
          } catch (problem) {
            reject(problem);
          }
        }
      };
      request.onerror = () => reject(new Problem(0, { code: 'unreachable' }));
      request.onabort = () => reject(new DOMException('', 'AbortError'));
      request.send(file);
      options.signal.addEventListener('abort', () => request.abort());
    });
  }

  async refused(response) {
    this.refuse(response.status, await response.text(), response.statusText, response.headers.get('Retry-After'));
  }

  refuse(status, text, statusText, retryAfter) {
    let body = {};
    try {
      body = JSON.parse(text);
    } catch {
      body = { detail: statusText };
    }
    const problem = new Problem(status, body, Number(retryAfter) || null);
    const ofSession = (status === 401 && problem.code !== 'sign_in_failed') || problem.code === 'csrf_token_invalid';
    if (this.csrfToken && ofSession) {
      this.onRefused(problem);
    }
    throw problem;
  }

  async json(method, path, options) {
    const response = await this.send(method, path, options);
    return response.status === 204 ? null : response.json();
  }

  get(path, options) {
    return this.json('GET', path, options);
  }

  post(path, body, options = {}) {
    return this.json('POST', path, { body, ...options });
  }

  put(path, body, options = {}) {
    return this.json('PUT', path, { body, ...options });
  }

  patch(path, body, options = {}) {
    return this.json('PATCH', path, { body, ...options });
  }

  delete(path, options) {
    return this.json('DELETE', path, options);
  }

  /** Every row of a list, page after page, at most so many; a limit in the query says how many at once. */
  async all(path, options = {}, most = 1000) {
    const rows = [];
    let cursor = null;
    do {
      const page = await this.get(path, { ...options, query: { limit: 200, ...options.query, cursor } });
      rows.push(...page.data);
      cursor = page.pagination ? page.pagination.nextCursor : page.next_cursor;
    } while (cursor && rows.length < most);
    return rows;
  }
}
