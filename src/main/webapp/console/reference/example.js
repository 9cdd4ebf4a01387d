// A value that a schema allows, where the document gives no example. Nothing here asks or draws.

const FORMATS = {
  uuid: '019d4b5c-7d2e-7c84-9a6f-1b5e8d0c2a37',
  'date-time': '2026-04-01T00:00:00Z',
  date: '2026-04-01',
  email: 'alex@example.com',
  uri: 'https://example.com/',
  password: 'a long password of one\'s own',
};
const DEEPEST = 6;

/** An example of a media type of a body: the document's own, or one made from its schema. */
export function exampleOf(document, type) {
  const [own] = Object.values(type.examples);
  return own !== undefined ? own : type.schema ? valueOf(document, type.schema) : {};
}

/** A value: examples first, then defaults, then what the type says; of an object what is required, or else all. */
export function valueOf(document, json, depth = 0) {
  const schema = document.resolve(json);
  for (const given of [schema.example, schema.examples && schema.examples[0], schema.const, schema.enum && schema.enum[0], schema.default]) {
    if (given !== undefined) {
      return given;
    }
  }
  const choice = schema.anyOf || schema.oneOf;
  if (choice) {
    return valueOf(document, choice[0], depth);
  }
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((it) => valueOf(document, it, depth)));
  }
  return plain(document, schema, depth);
}

function plain(document, schema, depth) {
  switch ([schema.type].flat()[0] || (schema.properties ? 'object' : 'string')) {
    case 'object': {
      if (depth >= DEEPEST) {
        return {};
      }
      const all = Object.entries(schema.properties || {});
      const required = all.filter(([name]) => (schema.required || []).includes(name));
      return Object.fromEntries((required.length ? required : all).map(([name, it]) => [name, valueOf(document, it, depth + 1)]));
    }
    case 'array':
      return schema.items && depth < DEEPEST ? [valueOf(document, schema.items, depth + 1)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return FORMATS[schema.format] || 'text'.padEnd(schema.minLength || 0, ' text');
  }
}

/** An example as the body of its media type. */
export function bodyText(type, value) {
  if (type === 'application/x-www-form-urlencoded') {
    return new URLSearchParams(value).toString();
  }
  return type === 'application/x-ndjson' ? JSON.stringify(value) : JSON.stringify(value, null, 2);
}
