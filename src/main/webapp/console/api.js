// The client of the documented API: one place that knows headers, problems and cursors.

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

  async refused(response) {
    const text = await response.text();
    let body = {};
    try {
      body = JSON.parse(text);
    } catch {
      body = { detail: response.statusText };
    }
    const problem = new Problem(response.status, body, Number(response.headers.get('Retry-After')) || null);
    const ofSession = (response.status === 401 && problem.code !== 'sign_in_failed') || problem.code === 'csrf_token_invalid';
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

  /** Every row of a list, page after page, at most so many. */
  async all(path, options = {}, most = 1000) {
    const rows = [];
    let cursor = null;
    do {
      const page = await this.get(path, { ...options, query: { ...options.query, limit: 200, cursor } });
      rows.push(...page.data);
      cursor = page.pagination ? page.pagination.nextCursor : page.next_cursor;
    } while (cursor && rows.length < most);
    return rows;
  }
}
