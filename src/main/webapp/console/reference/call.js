// A call as the form of an operation describes it. Nothing here draws.

import { BASE } from '../api.js';

const FORM = 'application/x-www-form-urlencoded';
const LINES = 'application/x-ndjson';
/** What a header may carry, and no more than that can be in a key. */
export const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether a credential is an access token, a JWT, and not an API key. */
const isToken = (credential) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential);

/** Whether a call with this credential is about what is real: whatever does not say that it is of test. */
export function isLive(credential) {
  return !/^[a-z0-9]+_test_/i.test(credential);
}

/** The header that carries a credential: of the store API as it names it, elsewhere as a bearer. */
function credentialHeader(operation, credential) {
  return isToken(credential) || operation.path.startsWith('/api/v2/') ? ['Authorization', `Bearer ${credential}`] : ['X-API-Key', credential];
}

/** The fields' name of a parameter; those of different places may have one name. */
export function fieldOf(parameter) {
  return `${parameter.in}.${parameter.name}`;
}

/** { method, url, headers, body } of an operation; values are those of its fields. */
export function callOf(operation, values, credential) {
  const given = (where) => operation.parameters.filter((it) => it.in === where && values[fieldOf(it)]);
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[`path.${name}`] || '';
    // Such a parameter is the rest of the path.
    return whole === '{path}' ? value.split('/').map(encodeURIComponent).join('/') : value ? encodeURIComponent(value) : whole;
  });
  const query = new URLSearchParams(given('query').map((it) => [it.name, values[fieldOf(it)]])).toString();
  const headers = given('header').map((it) => [it.name, values[fieldOf(it)]]);
  if (credential && !operation.open) {
    headers.unshift(credentialHeader(operation, credential));
  }
  const body = operation.body && values.body ? values.body : null;
  if (body !== null) {
    headers.push(['Content-Type', values.type || operation.body.types[0].type]);
  }
  return { method: operation.method, url: `${BASE}${path}${query ? `?${query}` : ''}`, headers, body };
}

/** What is wrong with the values already: by field, { code, detail }. */
export function faultsOf(operation, values, credential) {
  const faults = {};
  for (const parameter of operation.parameters) {
    const value = values[fieldOf(parameter)] || '';
    if (parameter.required && !value && parameter.name !== 'path') {
      faults[fieldOf(parameter)] = { code: 'missing' };
    } else if (parameter.in === 'path' && (value === '.' || value === '..')) {
      faults[fieldOf(parameter)] = { code: 'dots' };
    } else if (parameter.in === 'header' && !PRINTABLE.test(value)) {
      faults[fieldOf(parameter)] = { code: 'printable' };
    }
  }
  if (!operation.open && !credential) {
    faults.credential = { code: 'noKey' };
  } else if (!operation.open && !PRINTABLE.test(credential)) {
    faults.credential = { code: 'printable' };
  }
  const wrong = operation.body && bodyFault(values.body || '', values.type || operation.body.types[0].type, operation.body.required);
  return wrong ? { ...faults, body: wrong } : faults;
}

function bodyFault(body, type, required) {
  if (!body.trim()) {
    return required ? { code: 'missing' } : null;
  }
  if (type === FORM) {
    return null;
  }
  for (const [at, text] of (type === LINES ? body.split('\n').filter((it) => it.trim()) : [body]).entries()) {
    try {
      JSON.parse(text);
    } catch (failure) {
      return { code: type === LINES ? 'notJsonLine' : 'notJson', detail: failure.message, line: at + 1 };
    }
  }
  return null;
}

/** Sends a call without the session; gives { status, statusText, headers, body, millis }, or null where nothing answers. */
export async function send({ method, url, headers, body }) {
  const begin = performance.now();
  try {
    const response = await fetch(url, { method, headers, body: body === null ? undefined : body, credentials: 'omit', cache: 'no-store' });
    const text = await response.text();
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: text,
      millis: Math.round(performance.now() - begin),
    };
  } catch {
    return null;
  }
}
