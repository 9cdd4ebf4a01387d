// The document of /openapi as the reference needs it: operations by tag, with nothing left to be looked up but schemas.

import { BASE, Problem } from '../api.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** The last lines of a description, which say what the page shows by itself. */
const SCOPE_AND_COST = /\n*Scopes?: [^\n]*Cost: \d+\.\s*$/;

let loaded = null;

/** The document, asked for once. */
export async function openDocument() {
  loaded = loaded || fetchDocument();
  try {
    return await loaded;
  } catch (problem) {
    loaded = null;
    throw problem;
  }
}

async function fetchDocument() {
  let response;
  try {
    response = await fetch(`${BASE}/openapi`, { headers: { Accept: 'application/json' }, credentials: 'omit' });
  } catch {
    throw new Problem(0, { code: 'unreachable' });
  }
  if (!response.ok) {
    throw new Problem(response.status, { title: response.statusText });
  }
  return new ApiDocument(await response.json());
}

export class ApiDocument {
  constructor(json) {
    this.json = json;
    this.description = json.info.description || '';
    this.tags = (json.tags || []).map((tag) => ({ ...tag, operations: [] }));
    this.operations = new Map();
    this.read(json.paths, false);
    this.tags.push({ name: 'webhooks', events: true, operations: [] });
    this.read(json.webhooks || {}, true);
    this.tags = this.tags.filter((tag) => tag.operations.length);
  }

  read(paths, webhook) {
    for (const [path, item] of Object.entries(paths)) {
      for (const method of METHODS.filter((it) => item[it])) {
        const operation = this.operation(path, method, item[method], webhook);
        this.operations.set(operation.id, operation);
        this.tagOf(item[method], webhook).operations.push(operation);
      }
    }
  }

  tagOf(json, webhook) {
    const name = (json.tags || ['api'])[0];
    const found = this.tags.find((tag) => (webhook ? tag.events : !tag.events && tag.name === name));
    if (found) {
      return found;
    }
    this.tags.push({ name, operations: [] });
    return this.tags[this.tags.length - 1];
  }

  operation(path, method, json, webhook) {
    const security = json.security || this.json.security || [];
    const names = security.map((way) => Object.keys(way));
    return {
      id: json.operationId || `${method} ${path}`,
      path,
      method: method.toUpperCase(),
      summary: json.summary || '',
      description: (json.description || '').replace(SCOPE_AND_COST, ''),
      webhook,
      scopes: json['x-required-scopes'] || [],
      cost: json['x-cost'],
      open: names.length === 0,
      byKey: names.some((way) => way.includes('apiKey') || way.includes('bearer')),
      parameters: (json.parameters || []).map((it) => this.resolve(it)),
      body: json.requestBody ? this.body(this.resolve(json.requestBody)) : null,
      responses: Object.entries(json.responses || {}).map(([status, it]) => this.response(status, this.resolve(it))),
    };
  }

  body(json) {
    return { required: Boolean(json.required), description: json.description || '', types: types(json.content) };
  }

  response(status, json) {
    const content = types(json.content);
    const problem = content.find((it) => it.type === 'application/problem+json') || (/^[45]/.test(status) && content[0]);
    return {
      status,
      description: json.description || '',
      codes: problem ? Object.keys(problem.examples) : [],
      content: problem ? [] : content,
    };
  }

  /** What a $ref names, or the object itself; what stands beside a $ref goes before it. */
  resolve(json) {
    if (!json || !json.$ref) {
      return json || {};
    }
    const found = json.$ref.replace(/^#\//, '').split('/').reduce((node, part) => node && node[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.json);
    const { $ref, ...beside } = json;
    return { ...this.resolve(found), ...beside, named: $ref.split('/').pop() };
  }

  /** Those that a search finds, by tag. */
  search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (tag, it) => {
      const all = `${it.id} ${it.method} ${it.path} ${it.summary} ${tag.name} ${it.scopes.join(' ')}`.toLowerCase();
      return words.every((word) => all.includes(word));
    };
    return this.tags.map((tag) => ({ ...tag, operations: tag.operations.filter((it) => found(tag, it)) })).filter((tag) => tag.operations.length);
  }
}

/** Media types with their schemas and examples. */
function types(content = {}) {
  return Object.entries(content).map(([type, json]) => ({
    type,
    schema: json.schema || null,
    examples: Object.fromEntries(Object.entries(json.examples || {}).map(([name, it]) => [name, it.value])),
  }));
}
